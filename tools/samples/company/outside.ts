import type { Draws } from '../random';
import { makeName, USER_AGENTS, type UserStyle } from './people';
import { STEMS, TRADES } from './words';

/** A machine: its address and the name that reverse DNS gives it, `unknown` for none. */
export interface Host {
  readonly address: string;
  readonly name: string;
}

type Software = 'postfix' | 'exim' | 'exchange' | 'cloud';

/** A mail domain that is not the company's. */
export interface Domain {
  readonly name: string;
  readonly server: Host;
  readonly software: Software;
  /** Whether its server offers and uses STARTTLS, and with which version. */
  readonly tls: 'none' | 'TLSv1.2' | 'TLSv1.3';
  readonly hasDkim: boolean;
  readonly hasDmarc: boolean;
  readonly zone: number;
}

/** Somebody outside who writes with the company. */
export interface Outsider {
  readonly name: string;
  readonly address: string;
  readonly domain: Domain;
  readonly userAgent: string;
}

const SOFTWARE: readonly Software[] = ['postfix', 'postfix', 'exim', 'exchange', 'cloud'];
const FREE_MAIL = ['freemail.example', 'postbox.example', 'webmail.test'];
const V4_HOSTS = 180;

/** Deals out addresses of hosts outside: first those of documentation networks of IPv4, then of IPv6. */
class Addresses {
  #partners = 0;
  #hostile = 0;

  /** An address for an ordinary mail server. */
  partner(): string {
    const number = ++this.#partners;
    if (number <= V4_HOSTS) return `198.51.100.${number + 9}`;
    return `2001:db8:b:${number.toString(16)}::25`;
  }

  /** An address for somebody with bad intent; some are of IPv6. */
  hostile(): string {
    const number = ++this.#hostile;
    const host = 16 + ((number * 37) % 239);
    return number % 4 === 3 || number > 239 ? `2001:db8:bad:${number.toString(16)}::1` : `203.0.113.${host}`;
  }
}

export interface Outside {
  readonly domains: Map<string, Domain>;
  readonly partners: readonly Domain[];
  readonly freeMail: readonly Domain[];
  readonly people: readonly Outsider[];
  readonly addresses: Addresses;
}

/** A domain with a server of its own. */
export function makeDomain(draws: Draws, name: string, address: string, tlsShare: number): Domain {
  const tls = draws.chance(tlsShare) ? draws.one(['TLSv1.2', 'TLSv1.3', 'TLSv1.3'] as const) : 'none';
  return {
    name,
    server: { address, name: `${draws.one(['mail', 'mx', 'mx1', 'smtp', 'mailgate'])}.${name}` },
    software: draws.one(SOFTWARE),
    tls,
    hasDkim: draws.chance(0.8),
    hasDmarc: draws.chance(0.6),
    zone: draws.one([0, 60, 60, 120, -300, -480]),
  };
}

function domainNames(draws: Draws, count: number, own: string): string[] {
  const names = new Set<string>();
  for (let turn = 0; names.size < count; turn++) {
    const number = turn > count * 3 ? String(turn) : '';
    const name = `${draws.one(STEMS)}${draws.one(TRADES)}${number}.${draws.one(['example', 'example', 'test'])}`;
    if (name !== own) names.add(name);
  }
  return [...names];
}

/** The world around a company of so many people: domains with their mail servers, and the people it writes with. */
export function makeOutside(draws: Draws, staff: number, tlsShare: number, own: string): Outside {
  const addresses = new Addresses();
  const make = (name: string): Domain => makeDomain(draws, name, addresses.partner(), tlsShare);
  const freeMail = FREE_MAIL.map(make);
  const partners = domainNames(draws, 8 + Math.min(600, Math.round(staff * 0.4)), own).map(make);
  const count = 20 + Math.min(20_000, staff * 3);
  const people = Array.from({ length: count }, (_, number) => {
    const domain = draws.chance(0.2) ? draws.one(freeMail) : draws.one(partners);
    const style = draws.one<UserStyle>(['first.last', 'flast', 'last.first']);
    const { name, user } = makeName(draws, style, number);
    return { name, address: `${user}@${domain.name}`, domain, userAgent: draws.one(USER_AGENTS) };
  });
  const domains = new Map([...freeMail, ...partners].map((domain) => [domain.name, domain]));
  return { domains, partners, freeMail, people, addresses };
}
