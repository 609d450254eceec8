import { organisationalDomain } from './organisational-domain';

/** What stands right of the `@` of a Message-ID, and whether the header is one at all. */
export interface MessageId {
  /** Who registered that domain, undefined where it is none. */
  readonly organisation: string | undefined;
  readonly isAbsent: boolean;
  readonly isMalformed: boolean;
}

const ABSENT: MessageId = { organisation: undefined, isAbsent: true, isMalformed: false };
const MALFORMED: MessageId = { organisation: undefined, isAbsent: false, isMalformed: true };
const REMEMBERED_DOMAINS = 50_000;
/** A remembered domain keeps the text that it was cut from in memory: longer than a line may be, it is not worth it. */
const LONGEST_REMEMBERED = 998;
const SIGN = 0x40;
const OPEN = 0x3c;
const CLOSE = 0x3e;

const wholeIds = new Map<string, MessageId>();

/**
 * Reads a Message-ID. One that only the receiving service put in was absent on the wire: Exchange Online does that on
 * its front ends (host names with `EOP-` or `EPF`), Gmail on mx.google.com.
 */
export function readMessageId(text: string): MessageId {
  const sign = signOfWhole(text);
  if (sign < 0) return readBroken(text.trim());
  const domain = text.slice(sign + 1, -1);
  const known = wholeIds.get(domain);
  if (known !== undefined) return known;
  const id = ofDomain(domain.toLowerCase());
  if (text.length > LONGEST_REMEMBERED) return id;
  if (wholeIds.size >= REMEMBERED_DOMAINS) wholeIds.clear();
  wholeIds.set(domain, id);
  return id;
}

/** The place of the `@` in `<left@right>` where both sides hold neither blanks nor `<>@`, -1 for any other text. */
function signOfWhole(text: string): number {
  const last = text.length - 1;
  if (text.charCodeAt(0) !== OPEN || text.charCodeAt(last) !== CLOSE) return -1;
  let sign = -1;
  for (let at = 1; at < last; at++) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === OPEN || code === CLOSE) return -1;
    if (code !== SIGN) continue;
    if (sign > 0) return -1;
    sign = at;
  }
  return sign > 1 && sign < last - 1 ? sign : -1;
}

function ofDomain(domain: string): MessageId {
  if (isStampedByReceiver(domain)) return ABSENT;
  const organisation = domain.includes('.') ? organisationalDomain(domain) : undefined;
  return { organisation, isAbsent: false, isMalformed: false };
}

function readBroken(id: string): MessageId {
  if (signOfWhole(id) > 0) return readMessageId(id);
  const domain = id.slice(id.lastIndexOf('@') + 1, id.endsWith('>') ? -1 : undefined);
  return isStampedByReceiver(domain.toLowerCase()) ? ABSENT : MALFORMED;
}

function isStampedByReceiver(domain: string): boolean {
  if (domain.endsWith('.outlook.com'))
    return domain.includes('.eop-') || domain.slice(0, domain.indexOf('.')).includes('epf');
  return domain === 'mx.google.com';
}
