/** What a message says of the program that made it. */
export interface Make {
  readonly userAgent: string | undefined;
  readonly messageId: string | undefined;
  readonly helo: string | undefined;
  readonly sender: string | undefined;
}

const LONGEST = 200;

/** Who made a message, as far as its marks tell; undefined where they tell nothing. */
export function keyOfMake({ userAgent, messageId, helo, sender }: Make): string | undefined {
  const id = messageId?.startsWith('<') ? shapeOfId(messageId.slice(0, LONGEST), domainOf(sender)) : '';
  if (userAgent === undefined && id === '') return undefined;
  const agent = userAgent?.slice(0, LONGEST).toLowerCase().replace(/\d+/g, '#') ?? '';
  return `${agent}|${id}|${helo === undefined ? '' : shapeOfHelo(helo.toLowerCase(), domainOf(sender))}`;
}

/** Whether marks are such as mail servers and mail programs do not make: a Message-ID of no host, a greeting of no domain. */
export function isOddMake(key: string): boolean {
  const [, id, helo] = key.split('|');
  return (id!.endsWith('@bare') || id === 'broken') && (helo === 'bare' || helo === 'literal');
}

/** `<words@whose>`: runs of letters and digits by the power of two of their length. */
function shapeOfId(id: string, senderDomain: string): string {
  const sign = id.lastIndexOf('@');
  if (sign < 2 || !id.endsWith('>')) return 'broken';
  const left = id
    .slice(1, sign)
    .replace(/[A-Za-z0-9]+/g, (run) => `x${Math.ceil(Math.log2(run.length + 1))}`);
  return `${left}@${relationOf(id.slice(sign + 1, -1).toLowerCase(), senderDomain)}`;
}

function shapeOfHelo(helo: string, senderDomain: string): string {
  if (helo.startsWith('[') || /^[\d.]+$/.test(helo)) return 'literal';
  return relationOf(helo, senderDomain);
}

function relationOf(host: string, senderDomain: string): string {
  if (!host.includes('.')) return 'bare';
  if (host === senderDomain) return 'same';
  return senderDomain !== '' && host.endsWith(`.${senderDomain}`) ? 'below' : 'other';
}

/** The domain of an address, lower-case; empty where there is none. */
export function domainOf(address: string | undefined): string {
  if (address === undefined) return '';
  const end = address.endsWith('>') ? -1 : undefined;
  const sign = address.lastIndexOf('@');
  return sign < 0 ? '' : address.slice(sign + 1, end).toLowerCase();
}
