import { type EntityKind, isEntityKind } from '../model/entity';

// With the length of a network behind it, which searches take as well.
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/;
const IPV6 = /^[\da-f]{0,4}(:[\da-f]{0,4}){2,7}(\d{1,3}(\.\d{1,3}){3})?(\/\d{1,3})?$/i;
const DOMAIN = /^([\p{L}\d_-]+\.)+[\p{L}\d-]{2,}$/u;
const ADDRESS = /^[^@\s<>]+@[^@\s<>]+$/;
// RFC 5322 writes a Message-ID in angle brackets, which an address of the same form is not.
const MESSAGE = /^<[^<>\s]+>$/;
// Connection and number of the message in it, as Zeek's rows are named.
const ZEEK_MESSAGE = /^[CS][\dA-Za-z]{12,20}:\d+$/;
// As smtpcampaign names them.
const CAMPAIGN = /^c[a-f\d]{16}$/;

const FORMS: readonly (readonly [form: RegExp, kind: EntityKind])[] = [
  [MESSAGE, 'message'],
  [ZEEK_MESSAGE, 'message'],
  [IPV4, 'ip'],
  [CAMPAIGN, 'campaign'],
  [IPV6, 'ip'],
  [ADDRESS, 'address'],
  [DOMAIN, 'domain'],
];

/** Gives the kind of entity that a text looks like: a user's name when it has no other form. */
export function guessKind(text: string): EntityKind {
  return FORMS.find(([form]) => form.test(text))?.[1] ?? 'user';
}

/** Gives the kind that is named, else what the text looks like. */
export function entityKind(text: string, named = ''): EntityKind {
  return isEntityKind(named) ? named : guessKind(text);
}
