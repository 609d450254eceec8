import { organisationalDomain } from './organisational-domain';
import { skeletonOf } from './skeleton';

/** A domain that a brand sends from. */
export interface BrandDomain {
  readonly domain: string;
  readonly brand: string;
}

interface Brand {
  readonly name: string;
  readonly labels: Set<string>;
}

/** Shorter names ("x") are words of every language. */
const SHORTEST_NAME = 3;
const MOST_WORDS = 3;
/** A display name is looked at so far; what stands behind is not shown by mail programs either. */
const LONGEST_NAME = 200;

/** Well-known brands, asked whether a display name claims to be one of them. */
export class Brands {
  /** By the drawn-alike form of the name. */
  readonly #brands = new Map<string, Brand>();

  constructor(domains: readonly BrandDomain[]) {
    for (const { domain, brand } of domains) {
      const key = wordsOf(brand.replace(/^\S+ \((.*)\)$/, '$1')).join(' ');
      if (key.length < SHORTEST_NAME) continue;
      const known = this.#brands.get(key) ?? { name: brand, labels: new Set() };
      known.labels.add(labelOf(organisationalDomain(domain.toLowerCase())));
      this.#brands.set(key, known);
    }
  }

  /**
   * The brand that a display name holds as words of it, drawn-alike letters included, while the domain is none of the
   * brand's; undefined where there is none. Under whatever country's ending, the brand's own label is taken for its own.
   */
  claimedIn(displayName: string, domain: string): string | undefined {
    if (this.#brands.size === 0 || displayName === '') return undefined;
    const words = wordsOf(displayName.slice(0, LONGEST_NAME));
    const label = labelOf(organisationalDomain(domain));
    for (let start = 0; start < words.length; start++) {
      for (let count = 1; count <= MOST_WORDS && start + count <= words.length; count++) {
        const brand = this.#brands.get(words.slice(start, start + count).join(' '));
        if (brand !== undefined) return brand.labels.has(label) ? undefined : brand.name;
      }
    }
    return undefined;
  }
}

function wordsOf(text: string): string[] {
  return skeletonOf(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function labelOf(organisation: string): string {
  const dot = organisation.indexOf('.');
  return dot < 0 ? organisation : organisation.slice(0, dot);
}
