import type { EntityKind } from '../../model/entity';
import type { InputValues } from '../../model/input';

/** What can be looked into: entities, and a domain with all below it. */
type Kind = EntityKind | 'subdomains';

const HEADERS = ['from', 'reply_to'];

/** The address in a header as `Name <address>` or alone, in small letters. */
const addressIn = (header: string): string =>
  `lower(trim(replace(${header}, "(?s)^.*<([^<>]*)>[^<>]*$", "\\1")))`;

const ENVELOPE = ['sender_address', 'recipient', 'user'];

const oneOf = (fields: readonly string[]): string =>
  fields.map((field) => `${field}=$entity|s$`).join(' OR ');

/** The words of the address have to stand in the event: that is what an index is asked for, before headers are read. */
const ADDRESS = `(${oneOf(ENVELOPE)} OR ($entity|s$ (${HEADERS.map((header) => `${header}=*`).join(' OR ')})))
| eval ${HEADERS.map((header) => `smtp_watch_${header}=${addressIn(header)}`).join(', ')}
| search ${oneOf([...ENVELOPE, ...HEADERS.map((header) => `smtp_watch_${header}`)])}`;

const BELOW = '"%." . lower($entity|s$)';

const SUBDOMAINS = `$entity|s$
| where src_user_domain=lower($entity|s$) OR like(src_user_domain, ${BELOW}) OR isnotnull(mvfilter(recipient_domain=lower($entity|s$) OR like(recipient_domain, ${BELOW})))`;

/** The events in which an entity of each kind has a part. */
export const PARTS: Readonly<Record<Kind, { readonly title: string; readonly spl: string }>> = {
  address: { title: 'Address', spl: ADDRESS },
  domain: { title: 'Domain', spl: `(${oneOf(['src_user_domain', 'recipient_domain'])})` },
  subdomains: { title: 'Domain and all below it', spl: SUBDOMAINS },
  ip: { title: 'IP address', spl: `(${oneOf(['src', 'dest', 'x_originating_ip'])})` },
  message: {
    title: 'Message',
    spl: `(${oneOf(['message_id', 'internal_message_id', 'in_reply_to'])})`,
  },
  server: { title: 'Server', spl: oneOf(['dest']) },
  user: { title: 'User', spl: `(${oneOf(['user', 'src_user'])})` },
  campaign: { title: 'Campaign', spl: '| smtpcampaign | search campaign_id=$entity|s$' },
};

/** Whether something is looked into. */
export const isAsked = ({ entity }: InputValues): boolean => entity !== '';

/** Gives the test for whether something of one of these kinds is looked into. */
export const isOneOf =
  (...kinds: readonly Kind[]) =>
  (values: InputValues): boolean =>
    isAsked(values) && kinds.some((kind) => kind === values['kind']);
