type PublicSuffixes = typeof import('tldts');

const REMEMBERED = 50_000;
const remembered = new Map<string, string>();
let suffixes: PublicSuffixes | undefined;

/**
 * The domain that one owner registers, by the public suffix list: `example.co.uk` of `mail.example.co.uk`. A name that
 * the list cannot place (an address literal, a single label) is its own organisation.
 */
export function organisationalDomain(domain: string): string {
  const known = remembered.get(domain);
  if (known !== undefined) return known;
  suffixes ??= require('tldts') as PublicSuffixes;
  const found = suffixes.getDomain(domain, { allowPrivateDomains: true, validateHostname: false }) ?? domain;
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(domain, found);
  return found;
}

/**
 * Whether anyone gets a name beside this one from a hosting service (`example.web-host.test`), by the private part of
 * the public suffix list.
 */
export function isUnderHostingSuffix(organisation: string): boolean {
  suffixes ??= require('tldts') as PublicSuffixes;
  return (
    suffixes.parse(organisation, { allowPrivateDomains: true, validateHostname: false }).isPrivate === true
  );
}
