import { isFullHostName } from './host-name';
import { isInside, type Network, PRIVATE_NETWORKS, parseAddress, parseNetwork } from './networks';

/** The own domains and networks, asked about senders, greetings and sources. */
export class OwnOrganisation {
  readonly #domains: readonly string[];
  readonly #networks: readonly Network[];

  constructor(domains: readonly string[], networks: readonly string[]) {
    this.#domains = domains.map((domain) => domain.toLowerCase());
    this.#networks = [...PRIVATE_NETWORKS, ...networks.map((text) => parseNetwork(text)!)];
  }

  /** Whether a domain is an own one or below one. */
  owns(domain: string): boolean {
    return this.#domains.some((own) => domain === own || domain.endsWith(`.${own}`));
  }

  /** The own domain that stands as a word in a display name. */
  namedIn(displayName: string): string | undefined {
    if (this.#domains.length === 0) return undefined;
    const words = displayName.toLowerCase().split(/[^\p{L}\p{N}.-]/u);
    return words.find((word) => this.#domains.includes(word));
  }

  /** Whether an address lies outside the own and the private networks; false where the text is no address. */
  isOutside(source: string): boolean {
    const address = parseAddress(source);
    return address !== undefined && !isInside(address, this.#networks);
  }
}

/** Every fault of the two arguments, worded; empty where both can be used. */
export function faultsOfOwnOrganisation(domains: readonly string[], networks: readonly string[]): string[] {
  const badNetworks = networks.filter((network) => parseNetwork(network) === undefined);
  return [
    ...faultsOfDomains('own_domains', domains),
    ...badNetworks.map((network) => `own_networks must be networks such as 192.0.2.0/24, got "${network}"`),
  ];
}

/** Every value of an argument that is no domain, worded. */
export function faultsOfDomains(argument: string, domains: readonly string[]): string[] {
  return domains
    .filter((domain) => !isFullHostName(domain))
    .map((domain) => `${argument} must be domains such as example.com, got "${domain}"`);
}
