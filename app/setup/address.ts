const BITS_OF_BYTES: Readonly<Record<number, number>> = { 4: 32, 16: 128 };

function ipv4Bytes(text: string): number[] | undefined {
  const parts = text.split('.');
  const isWritten = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part));
  const bytes = parts.map(Number);
  return isWritten && bytes.every((byte) => byte < 256) ? bytes : undefined;
}

function ipv6Bytes(text: string): number[] | undefined {
  if (!/^[0-9A-Fa-f:]{2,39}$/.test(text) || !text.includes(':')) return undefined;
  const halves = text.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const [head = [], tail] = halves;
  const written = head.length + (tail?.length ?? 0);
  if (halves.length > 2 || (tail === undefined ? written !== 8 : written > 7)) return undefined;
  const groups = [...head, ...Array<string>(8 - written).fill('0'), ...(tail ?? [])];
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return undefined;
  return groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]);
}

/** Gives the bytes of an IPv4 address (4) or an IPv6 address in hexadecimal groups (16); undefined for other text. */
export function addressBytes(text: string): number[] | undefined {
  return ipv4Bytes(text) ?? ipv6Bytes(text);
}

/** Gives what is wrong with a network in CIDR form, or with an address that stands for itself alone; undefined for a good one. */
export function networkFault(text: string): string | undefined {
  const [address = '', prefix, ...rest] = text.split('/');
  const bytes = addressBytes(address);
  if (bytes === undefined || rest.length > 0)
    return 'expected a network such as 192.0.2.0/24 or 2001:db8::/32, or an address';
  if (prefix === undefined) return undefined;
  const bits = BITS_OF_BYTES[bytes.length] ?? 0;
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > bits || Number(prefix) === 0)
    return `expected a length from 1 to ${bits} behind the slash`;
  const isBeyond = (byte: number, at: number): boolean => {
    const kept = Math.min(8, Math.max(0, Number(prefix) - at * 8));
    return (byte & (0xff >> kept)) !== 0;
  };
  return bytes.some(isBeyond)
    ? `the address has bits beyond its first ${prefix}: expected the first of the network`
    : undefined;
}
