/** A network as the first and last address, in hexadecimal digits of one length. */
export interface Network {
  readonly version: 4 | 6;
  readonly first: string;
  readonly last: string;
}

function ipv4(text: string): bigint | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || octets.some((octet) => !/^\d{1,3}$/.test(octet) || Number(octet) > 255))
    return undefined;
  return octets.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
}

function ipv6(text: string): bigint | undefined {
  const halves = text.split('::');
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - left.length - right.length;
  const isShort = halves.length === 2;
  if (halves.length > 2 || (isShort ? missing < 1 : missing !== 0)) return undefined;
  const groups = [...left, ...Array<string>(isShort ? missing : 0).fill('0'), ...right];
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

/** The network that a text such as `10.0.0.0/8` or `2001:db8::/32` names, undefined when it names none. */
export function parseNetwork(text: string): Network | undefined {
  const match = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(text.trim());
  if (!match) return undefined;
  const version = match[1]!.includes(':') ? 6 : 4;
  const address = version === 6 ? ipv6(match[1]!) : ipv4(match[1]!);
  const bits = version === 6 ? 128 : 32;
  const prefix = Number(match[2]);
  if (address === undefined || prefix > bits) return undefined;
  const hostMask = (1n << BigInt(bits - prefix)) - 1n;
  const hex = (value: bigint): string => value.toString(16).padStart(bits / 4, '0');
  return { version, first: hex(address & ~hostMask), last: hex(address | hostMask) };
}

function ipv4Hex(text: string): string {
  const octets = [1, 2, 3, 4].map((at) => `printf('%02x', CAST(split_part(${text}, '.', ${at}) AS INTEGER))`);
  return `CASE WHEN regexp_full_match(${text}, '(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)') THEN ${octets.join(' || ')} END`;
}

/** Each half around `::` as groups of four digits; the zeros between fill up to eight groups. */
function ipv6Hex(text: string): string {
  const half = (at: number): string =>
    `coalesce(array_to_string(list_transform(list_filter(string_split(split_part(lower(${text}), '::', ${at}), ':'), lambda "#g": "#g" <> ''), lambda "#g": lpad("#g", 4, '0')), ''), '')`;
  const [left, right] = [half(1), half(2)];
  const filled = `${left} || repeat('0', greatest(32 - length(${left}) - length(${right}), 0)) || ${right}`;
  return `CASE WHEN regexp_full_match(${text}, '[0-9a-fA-F:]{2,39}') AND contains(${text}, ':') THEN ${filled} END`;
}

/** SQL condition that a VARCHAR is an address of the network; false, not NULL, for a text that is no address. */
export function inNetwork(text: string, { version, first, last }: Network): string {
  const hex = version === 4 ? ipv4Hex(text) : ipv6Hex(text);
  return `coalesce((${hex}) BETWEEN '${first}' AND '${last}', FALSE)`;
}

/** SQL text that sorts addresses by number, IPv4 first; NULL for a text that is no address. */
export function addressKey(text: string): string {
  return `coalesce('4' || ${ipv4Hex(text)}, '6' || ${ipv6Hex(text)})`;
}
