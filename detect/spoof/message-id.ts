/** What stands right of the `@` of a Message-ID, and whether the header is one at all. */
export interface MessageId {
  readonly domain: string | undefined;
  readonly isAbsent: boolean;
  readonly isMalformed: boolean;
}

const ABSENT: MessageId = { domain: undefined, isAbsent: true, isMalformed: false };
const MALFORMED: MessageId = { domain: undefined, isAbsent: false, isMalformed: true };

/**
 * Reads a Message-ID. One that only the receiving service put in was absent on the wire: Exchange Online does that on
 * its front ends (host names with `EOP-` or `EPF`), Gmail on mx.google.com.
 */
export function readMessageId(text: string): MessageId {
  const id = text.trim();
  const sign = id.lastIndexOf('@');
  const domain = id.slice(sign + 1, id.endsWith('>') ? -1 : undefined).toLowerCase();
  if (isStampedByReceiver(domain)) return ABSENT;
  const isWhole = id.startsWith('<') && id.endsWith('>') && sign > 1 && domain !== '';
  return isWhole && !hasForbidden(id) ? { domain, isAbsent: false, isMalformed: false } : MALFORMED;
}

function isStampedByReceiver(domain: string): boolean {
  if (domain.endsWith('.outlook.com'))
    return domain.includes('.eop-') || domain.slice(0, domain.indexOf('.')).includes('epf');
  return domain === 'mx.google.com';
}

function hasForbidden(id: string): boolean {
  if (id.indexOf('@') !== id.lastIndexOf('@')) return true;
  for (let at = 1; at < id.length - 1; at++) {
    const code = id.charCodeAt(at);
    if (code <= 32 || code === 0x3c || code === 0x3e) return true;
  }
  return false;
}
