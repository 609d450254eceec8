import type { QueueIdStyle } from '../identifiers';
import type { Draws } from '../random';
import type { Host, Outside } from './outside';
import { makePeople, makeSites, type Person, type Site } from './people';
import { STEMS, TRADES } from './words';

/** A mail server of the company; its lines carry the short name. */
export interface Server extends Host {
  readonly short: string;
}

export interface Company {
  readonly name: string;
  readonly domain: string;
  readonly networks: readonly string[];
  readonly sites: readonly Site[];
  readonly people: readonly Person[];
  readonly servers: {
    readonly mx: Server;
    readonly backup: Server;
    readonly smtp: Server;
    readonly imap: Server;
  };
  /** What mail from outside goes through: a milter, or a proxy that hands it back under a second queue id. */
  readonly filter: 'rspamd' | 'amavis';
  readonly queueIds: QueueIdStyle;
  /** Zone of the servers' clocks. */
  readonly zone: number;
  /** Addresses of the mailboxes of people. */
  readonly mailboxes: ReadonlySet<string>;
  /** Addresses that stand for several mailboxes. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

/** A name for the company that no seed shares with its neighbours. */
export function companyDomain(draws: Draws): string {
  return `${draws.one(STEMS)}${draws.one(TRADES)}${draws.one(['group', 'inc', 'co', ''])}.example`;
}

function serversOf(domain: string): Company['servers'] {
  const server = (short: string, address: string): Server => ({ short, address, name: `${short}.${domain}` });
  return {
    mx: server('mx1', '192.0.2.10'),
    backup: server('mx2', '203.0.113.2'),
    smtp: server('smtp', '192.0.2.20'),
    imap: server('imap', '192.0.2.30'),
  };
}

function aliasesOf(people: readonly Person[], domain: string): Map<string, readonly string[]> {
  const members = (test: (person: Person) => boolean): string[] =>
    people
      .filter(test)
      .slice(0, 200)
      .map(({ address }) => address);
  const departments = new Set(people.map(({ department }) => department.name));
  const lists = [...departments].map(
    (name) => [`${name}@${domain}`, members(({ department }) => department.name === name)] as const,
  );
  const support = members(({ department }) => department.name === 'operations').slice(0, 3);
  const helpers = support.length > 0 ? support : members(() => true).slice(0, 1);
  const admins = members(({ department }) => department.name === 'it').slice(0, 2);
  return new Map([
    ...lists,
    [`all@${domain}`, members(() => true)],
    [`support@${domain}`, helpers],
    [`info@${domain}`, helpers],
    [`postmaster@${domain}`, admins.length > 0 ? admins : helpers.slice(0, 1)],
    [`root@${domain}`, admins.length > 0 ? admins : helpers.slice(0, 1)],
  ]);
}

/** The company of a seed with so many people, who write with the people outside. */
export function makeCompany(draws: Draws, domain: string, count: number, outside: Outside): Company {
  const sites = makeSites(draws);
  const people = makePeople(draws, { count, domain, sites }, outside.people.length);
  const name = domain.slice(0, domain.indexOf('.'));
  return {
    name: name[0]!.toUpperCase() + name.slice(1),
    domain,
    networks: ['10.0.0.0/8', '192.0.2.0/26', '203.0.113.0/29'],
    sites,
    people,
    servers: serversOf(domain),
    filter: draws.one(['rspamd', 'amavis'] as const),
    queueIds: draws.one(['short', 'long'] as const),
    zone: sites[0]!.zone,
    mailboxes: new Set(people.map(({ address }) => address)),
    aliases: aliasesOf(people, domain),
  };
}

/** Whether an address lies in the company's networks. */
export function isInside(address: string): boolean {
  if (address.startsWith('10.')) return true;
  if (address.startsWith('192.0.2.')) return Number(address.slice(8)) < 64;
  return address.startsWith('203.0.113.') && Number(address.slice(10)) < 8;
}
