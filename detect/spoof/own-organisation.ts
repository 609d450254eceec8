import type { FromHeader } from './from-header';
import { isFullHostName, isHostName } from './host-name';
import { imitationOf, type OwnDomain, prepareOwnDomain } from './look-alike';
import { isInside, type Network, PRIVATE_NETWORKS, parseAddress, parseNetwork } from './networks';
import { bitOf } from './signs';

/** What of a From header concerns the own organisation. */
export interface OwnFacts {
  readonly isOwn: boolean;
  readonly signs: number;
}

/** The own domains and networks, asked about senders and sources. */
export class OwnOrganisation {
  readonly #domains: readonly string[];
  readonly #prepared: readonly OwnDomain[];
  readonly #networks: readonly Network[];

  constructor(domains: readonly string[], networks: readonly string[]) {
    this.#domains = domains.map((domain) => domain.toLowerCase());
    this.#prepared = this.#domains.map(prepareOwnDomain);
    this.#networks = [...PRIVATE_NETWORKS, ...networks.map((text) => parseNetwork(text)!)];
  }

  /** Whether a sender claims an own domain, and the signs of one that imitates it. */
  judge({ domain, name }: FromHeader): OwnFacts {
    if (domain === undefined || this.#domains.length === 0) return { isOwn: false, signs: 0 };
    if (this.#domains.some((own) => domain === own || domain.endsWith(`.${own}`)))
      return { isOwn: true, signs: 0 };
    const imitation = this.#prepared
      .map((own) => (isHostName(domain) ? imitationOf(domain, own) : undefined))
      .find((found) => found !== undefined);
    let signs = imitation === undefined ? 0 : bitOf(`look_alike_${imitation}`);
    if (this.#isNamed(name)) signs += bitOf('own_domain_in_name');
    return { isOwn: false, signs };
  }

  /** Whether an address lies outside the own and the private networks; false where the text is no address. */
  isOutside(source: string): boolean {
    const address = parseAddress(source);
    return address !== undefined && !isInside(address, this.#networks);
  }

  #isNamed(name: string): boolean {
    const words = name.toLowerCase().split(/[^\p{L}\p{N}.-]/u);
    return words.some((word) => this.#domains.includes(word));
  }
}

/** Every fault of the two arguments, worded; empty where both can be used. */
export function faultsOfOwnOrganisation(domains: readonly string[], networks: readonly string[]): string[] {
  const badDomains = domains.filter((domain) => !isFullHostName(domain));
  const badNetworks = networks.filter((network) => parseNetwork(network) === undefined);
  return [
    ...badDomains.map((domain) => `own_domains must be domains such as example.com, got "${domain}"`),
    ...badNetworks.map((network) => `own_networks must be networks such as 192.0.2.0/24, got "${network}"`),
  ];
}
