import { addressBytes, networkFault } from './address';

/** What a line of a list says, by the names of the collection's fields. */
export type Entry = Readonly<Record<string, string>>;

/** A line that was read: its entry, or what is wrong with it. */
type Read = { readonly entry: Entry } | { readonly fault: string };

/** Reads one line of a list, blanks at its ends left out. */
export type ReadEntry = (line: string) => Read;

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
const LOCAL_PART = /^[a-z0-9.+_-]{1,64}$/;
const HASH = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Names in letters beyond ASCII are known to logs in their encoded form alone. */
function encoded(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name)) return name;
  try {
    return new URL(`http://${name}`).hostname;
  } catch {
    return name;
  }
}

const domainOf = (text: string): string => encoded(text.toLowerCase().replace(/\.$/, ''));

function domainFault(domain: string): string | undefined {
  const labels = domain.split('.');
  if (labels.length < 2) return 'expected a domain with a dot in it, such as example.com';
  if (domain.length > 253 || !labels.every((label) => LABEL.test(label)))
    return 'expected a domain of letters, digits and hyphens, such as example.com';
  return /^\d+$/.test(labels.at(-1) ?? '') ? 'expected a domain, found an address' : undefined;
}

function addressFault(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  if (at < 1 || !LOCAL_PART.test(address.slice(0, at))) return 'expected an address such as ann@example.com';
  return domainFault(address.slice(at + 1));
}

const read = (entry: Entry, fault: string | undefined): Read => (fault === undefined ? { entry } : { fault });

/** Reads a domain. */
export const readDomain: ReadEntry = (line) => {
  const domain = domainOf(line);
  return read({ domain }, domainFault(domain));
};

/** Reads an address of mail. */
export const readAddress: ReadEntry = (line) => {
  const address = line.toLowerCase();
  return read({ address }, addressFault(address));
};

/** Reads an IP address. */
export const readIp: ReadEntry = (line) => {
  const ip = line.toLowerCase();
  const isAddress = addressBytes(ip) !== undefined;
  return read({ ip }, isAddress ? undefined : 'expected an address such as 192.0.2.1 or 2001:db8::1');
};

/** Reads a network in CIDR form, or an address. */
export const readNetwork: ReadEntry = (line) => {
  const network = line.toLowerCase();
  return read({ network }, networkFault(network));
};

/** Reads a domain, and behind a comma what it is called; the domain stands for a name that is missing. */
export const readPartner: ReadEntry = (line) => {
  const [first = '', ...rest] = line.split(',');
  const domain = domainOf(first.trim());
  return read({ domain, name: rest.join(',').trim() || domain }, domainFault(domain));
};

/** Reads `Name <address>`: without a name nobody could be played. */
export const readPerson: ReadEntry = (line) => {
  const match = /^([^<>]*)<([^<>]*)>$/.exec(line);
  const name = match?.[1]?.replaceAll('"', '').trim() ?? '';
  if (match === null || name === '')
    return { fault: 'expected name and address, such as Ann Lee <ann@example.com>' };
  const address = (match[2] ?? '').trim().toLowerCase();
  return read({ address, name }, addressFault(address));
};

/** Reads what is known to be bad, with its type: ip, network, address, domain or file_hash. */
export const readIndicator: ReadEntry = (line) => {
  const indicator = line.toLowerCase();
  const typed = (indicator_type: string): Read => ({ entry: { indicator, indicator_type } });
  if (addressBytes(indicator) !== undefined) return typed('ip');
  if (HASH.test(indicator)) return typed('file_hash');
  if (indicator.includes('/')) {
    const fault = networkFault(indicator);
    return fault === undefined ? typed('network') : { fault };
  }
  if (indicator.includes('@')) {
    const fault = addressFault(indicator);
    return fault === undefined ? typed('address') : { fault };
  }
  const domain = domainOf(line);
  const fault = domainFault(domain);
  if (fault === undefined) return { entry: { indicator: domain, indicator_type: 'domain' } };
  return { fault: 'expected an address, a network, a domain or a digest (MD5, SHA-1, SHA-256)' };
};
