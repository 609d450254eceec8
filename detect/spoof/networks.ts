/** A network as the bytes of its address, IPv4 in its IPv6-mapped form, and the number of leading bits that count. */
export interface Network {
  readonly bytes: Uint8Array;
  readonly bits: number;
}

const INSIDE = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '::1',
  'fc00::/7',
  'fe80::/10',
];

/** The private, link-local and loopback networks of IPv4 and IPv6. */
export const PRIVATE_NETWORKS: readonly Network[] = INSIDE.map((text) => parseNetwork(text)!);

/** The network that an address or CIDR text names, undefined where it names none. */
export function parseNetwork(text: string): Network | undefined {
  const slash = text.indexOf('/');
  const bytes = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (bytes === undefined) return undefined;
  const offset = text.includes(':') ? 0 : 96;
  if (slash < 0) return { bytes, bits: 128 };
  const prefix = text.slice(slash + 1);
  const bits = /^\d{1,3}$/.test(prefix) ? Number(prefix) + offset : Number.NaN;
  return bits <= 128 ? { bytes, bits } : undefined;
}

/** The 16 bytes of an IPv4 or IPv6 address, undefined for any other text. */
export function parseAddress(text: string): Uint8Array | undefined {
  return text.includes(':') ? parseLong(text) : parseShort(text);
}

/** Whether an address lies in one of the networks. */
export function isInside(address: Uint8Array, networks: readonly Network[]): boolean {
  return networks.some((network) => isIn(address, network));
}

function isIn(address: Uint8Array, { bytes, bits }: Network): boolean {
  const whole = bits >> 3;
  for (let at = 0; at < whole; at++) if (address[at] !== bytes[at]) return false;
  const rest = bits & 7;
  return rest === 0 || (address[whole]! ^ bytes[whole]!) >> (8 - rest) === 0;
}

function parseShort(text: string): Uint8Array | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined;
  const bytes = new Uint8Array(16);
  bytes[10] = 0xff;
  bytes[11] = 0xff;
  bytes.set(parts.map(Number), 12);
  return bytes;
}

function parseLong(text: string): Uint8Array | undefined {
  const [left = '', right, more] = text.split('::');
  if (more !== undefined || text.length > 45) return undefined;
  const head = groupsOf(left);
  const tail = groupsOf(right ?? '');
  if (head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  if (right === undefined ? missing !== 0 : missing < 2) return undefined;
  return Uint8Array.from([...head, ...new Uint8Array(missing), ...tail]);
}

function groupsOf(text: string): number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  for (const group of text.split(':')) {
    const short = group.includes('.') ? parseShort(group) : undefined;
    if (short !== undefined) bytes.push(...short.subarray(12));
    else if (/^[\da-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    } else return undefined;
  }
  return bytes;
}
