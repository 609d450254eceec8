import { type BrandDomain, Brands } from './brands';
import type { FromHeader } from './from-header';
import { GuardedPeople, readPerson } from './guarded-people';
import { isHostName } from './host-name';
import { type Imitated, KnownNames } from './known-names';
import { organisationalDomain } from './organisational-domain';
import { faultsOfDomains, faultsOfOwnOrganisation, OwnOrganisation } from './own-organisation';
import { bitOf } from './signs';

/** Who might be played: what the arguments of smtpspoof say. */
export interface Guarded {
  readonly ownDomains?: readonly string[];
  readonly ownNetworks?: readonly string[];
  /** Domains of organisations with which mail is exchanged. */
  readonly partners?: readonly string[];
  /** Domains that write often, any number of them. */
  readonly correspondents?: readonly string[];
  /** People, as `Name <address>`. */
  readonly vips?: readonly string[];
  readonly brands?: readonly BrandDomain[];
}

/** What a From header claims that somebody here cares about. */
export interface Claim {
  readonly isOwn: boolean;
  /** Whether the domain is that of a partner or correspondent. */
  readonly isPartner: boolean;
  readonly signs: number;
  /** Whom it plays, and how where that is a look-alike; undefined where nobody. */
  readonly imitates: string | undefined;
}

const NOBODY: Claim = { isOwn: false, isPartner: false, signs: 0, imitates: undefined };
const PARTNER: Claim = { ...NOBODY, isPartner: true };
const OWN: Claim = { isOwn: true, isPartner: false, signs: 0, imitates: undefined };
const OWN_IN_NAME = bitOf('own_domain_in_name');
const VIP_NAME = bitOf('vip_name');
const BRAND_IN_NAME = bitOf('brand_in_name');
const LOOK_ALIKE_BRAND = bitOf('look_alike_brand');

/** The names that are guarded, asked what a sender claims to be. */
export class Claims {
  readonly own: OwnOrganisation;
  readonly #names = new KnownNames();
  readonly #partners = new KnownNames();
  readonly #brands: Brands;
  readonly #people: GuardedPeople;

  constructor(guarded: Guarded) {
    const faults = faultsOfGuarded(guarded);
    if (faults.length > 0) throw new Error(faults.join('; '));
    const { ownDomains = [], ownNetworks = [], partners = [], correspondents = [], brands = [] } = guarded;
    this.own = new OwnOrganisation(ownDomains, ownNetworks);
    this.#brands = new Brands(brands);
    this.#people = new GuardedPeople(guarded.vips ?? []);
    this.#names.add(ownDomains, 'own');
    this.#names.add(partners, 'partner');
    this.#names.add(
      brands.map(({ domain }) => domain),
      'brand',
    );
    this.#names.add(correspondents, 'correspondent');
    this.#partners.add([...partners, ...correspondents], 'partner');
  }

  /** What a From header claims; a header of the own organisation claims to be nobody else. */
  judge({ address, domain, name }: FromHeader): Claim {
    if (domain === undefined || address === undefined) return NOBODY;
    if (this.own.owns(domain)) return OWN;
    const own = this.own.namedIn(name);
    const person = this.#people.playedBy(name, address);
    const brand = this.#brands.claimedIn(name, domain);
    const imitated = isHostName(domain) ? this.#names.imitatedBy(domain) : undefined;
    const signs =
      (own === undefined ? 0 : OWN_IN_NAME) +
      (person === undefined ? 0 : VIP_NAME) +
      (brand === undefined ? 0 : BRAND_IN_NAME) +
      (imitated === undefined ? 0 : signOf(imitated));
    const isPartner = this.#partners.has(organisationalDomain(domain));
    if (signs === 0) return isPartner ? PARTNER : NOBODY;
    const technique = imitated && `${imitated.organisation} (${imitated.technique.replaceAll('_', ' ')})`;
    return { isOwn: false, isPartner, signs, imitates: technique ?? person ?? own ?? brand };
  }
}

function signOf({ owner, technique }: Imitated): number {
  return owner === 'brand' ? LOOK_ALIKE_BRAND : bitOf(`look_alike_${technique}`);
}

/** Every fault of what is to be guarded, worded; empty where all of it can be used. */
export function faultsOfGuarded({
  ownDomains = [],
  ownNetworks = [],
  partners = [],
  vips = [],
}: Guarded): string[] {
  return [
    ...faultsOfOwnOrganisation(ownDomains, ownNetworks),
    ...faultsOfDomains('partners', partners),
    ...vips
      .filter((vip) => readPerson(vip) === undefined)
      .map((vip) => `vips must be people such as Ann Example <ann@example.com>, got "${vip}"`),
  ];
}
