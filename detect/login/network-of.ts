import { parseAddress } from '../spoof/networks';

/** The /24 of an IPv4 address or the /64 of an IPv6 address, as text; the text itself where it is no address. */
export function networkOf(address: string): string {
  const bytes = parseAddress(address);
  if (bytes === undefined) return address;
  if (!address.includes(':')) return `${bytes.subarray(12, 15).join('.')}.0/24`;
  const groups = [0, 2, 4, 6].map((at) => ((bytes[at]! << 8) | bytes[at + 1]!).toString(16));
  return `${groups.join(':')}::/64`;
}
