import type { Draws } from '../random';
import { DEPARTMENTS, type Department, FIRST_NAMES, LAST_NAMES } from './words';

/** A place where people work. */
export interface Site {
  readonly name: string;
  /** Minutes east of Greenwich. */
  readonly zone: number;
  /** The second number of its network 10.x.0.0/16. */
  readonly network: number;
}

export interface Person {
  readonly name: string;
  readonly user: string;
  readonly address: string;
  readonly department: Department;
  readonly site: Site;
  /** The desk's computer: its address and name. */
  readonly desk: { readonly address: string; readonly name: string };
  /** Where the person's phone and home come from. */
  readonly home: { readonly address: string; readonly name: string };
  readonly userAgent: string;
  readonly isLeader: boolean;
  /** How much mail, 1 being ordinary. */
  readonly activity: number;
  /** Places in the list of outside people the person writes with. */
  readonly contacts: readonly number[];
}

export const USER_AGENTS = [
  'Mozilla Thunderbird',
  'Microsoft Outlook 16.0',
  'Apple Mail (2.3774.400.31)',
  'Evolution 3.46.4',
  'Mozilla Thunderbird 115.8.1',
  'Microsoft Outlook 15.0',
];

const ZONES = [0, 60, 60, 120, 180, 330, 480, -300, -360, -480];
const SITE_NAMES = ['hq', 'plant', 'branch'];

export type UserStyle = 'first.last' | 'flast' | 'first_l' | 'last.first';

/** The sites of the company: one to three, the first with most of the people. */
export function makeSites(draws: Draws): Site[] {
  const first = draws.between(10, 60);
  return SITE_NAMES.slice(0, draws.between(2, 3)).map((name, place) => ({
    name,
    zone: draws.one(ZONES),
    network: first + place * 16,
  }));
}

/** A name's two forms, as written and as in an address, and the user name made of them. */
export function makeName(
  draws: Draws,
  style: UserStyle,
  number: number,
): { readonly name: string; readonly user: string } {
  const [first, plainFirst = first!.toLowerCase()] = draws.one(FIRST_NAMES).split('/');
  const [last, plainLast = last!.toLowerCase()] = draws.one(LAST_NAMES).split('/');
  const users: Record<UserStyle, string> = {
    'first.last': `${plainFirst}.${plainLast}`,
    flast: `${plainFirst[0]}${plainLast}`,
    first_l: `${plainFirst}_${plainLast[0]}`,
    'last.first': `${plainLast}.${plainFirst}`,
  };
  return { name: `${first} ${last}`, user: number > 0 ? `${users[style]}${number}` : users[style] };
}

function freshName(draws: Draws, style: UserStyle, taken: Map<string, number>): ReturnType<typeof makeName> {
  const made = makeName(draws, style, 0);
  const count = taken.get(made.user) ?? 0;
  taken.set(made.user, count + 1);
  return count === 0 ? made : { ...made, user: `${made.user}${count + 1}` };
}

function departmentAt(position: number): Department {
  let rest = position;
  for (const department of DEPARTMENTS) {
    rest -= department.share;
    if (rest < 0) return department;
  }
  return DEPARTMENTS[0];
}

function homeOf(draws: Draws, number: number): Person['home'] {
  if (number < 100) {
    const address = `192.0.2.${140 + number}`;
    return { address, name: `host-${140 + number}.dsl.example.net` };
  }
  return { address: `2001:db8:a:${(number + 1).toString(16)}::f${draws.hex(3)}`, name: 'unknown' };
}

/** So many people, the first two of them leaders. */
export function makePeople(
  draws: Draws,
  place: { readonly count: number; readonly domain: string; readonly sites: readonly Site[] },
  outsiders: number,
): Person[] {
  const style = draws.one<UserStyle>(['first.last', 'flast', 'first_l', 'last.first']);
  const taken = new Map<string, number>();
  return Array.from({ length: place.count }, (_, number) => {
    const { name, user } = freshName(draws, style, taken);
    const site = draws.chance(0.65) ? place.sites[0]! : draws.one(place.sites);
    const host = `10.${site.network + Math.floor(number / 60_000)}.${1 + (Math.floor(number / 240) % 250)}.${10 + (number % 240)}`;
    return {
      name,
      user,
      address: `${user}@${place.domain}`,
      department: departmentAt((number + 0.5) / place.count),
      site,
      desk: { address: host, name: `pc-${number + 100}.${site.name}.${place.domain}` },
      home: homeOf(draws, number),
      userAgent: draws.one(USER_AGENTS),
      isLeader: number < 2 || draws.chance(0.02),
      activity: 0.3 + draws.unit() * draws.unit() * 3,
      contacts: Array.from({ length: draws.between(3, 12) }, () => draws.between(0, outsiders - 1)),
    };
  });
}
