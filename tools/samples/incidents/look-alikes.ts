import { domainToASCII } from 'node:url';
import type { Draws } from '../random';

const CONFUSED: readonly (readonly [string, string])[] = [
  ['m', 'rn'],
  ['w', 'vv'],
  ['l', '1'],
  ['o', '0'],
  ['d', 'cl'],
  ['i', '1'],
];
/** Letters with a Cyrillic one that looks the same. */
const CYRILLIC: readonly (readonly [string, string])[] = [
  ['a', 'а'],
  ['e', 'е'],
  ['o', 'о'],
  ['p', 'р'],
  ['c', 'с'],
];

/** A domain that looks like another, and how that was done. */
export interface LookAlike {
  readonly domain: string;
  readonly technique: string;
}

function replaced(
  draws: Draws,
  label: string,
  pairs: readonly (readonly [string, string])[],
): string | undefined {
  const fitting = pairs.filter(([letter]) => label.includes(letter));
  if (fitting.length === 0) return undefined;
  const [letter, other] = draws.one(fitting);
  return label.replace(letter, other);
}

const MAKERS: Readonly<Record<string, (draws: Draws, label: string) => string | undefined>> = {
  'letters that look alike': (draws, label) => replaced(draws, label, CONFUSED),
  'Cyrillic letter': (draws, label) => {
    const made = replaced(draws, label, CYRILLIC);
    return made === undefined ? undefined : domainToASCII(`${made}.example`).slice(0, -'.example'.length);
  },
  'letter left out': (draws, label) => {
    const at = draws.between(1, label.length - 2);
    return label.slice(0, at) + label.slice(at + 1);
  },
  'letters changed about': (draws, label) => {
    const places = Array.from(label.slice(2), (_, at) => at).filter((at) => label[at + 1] !== label[at + 2]);
    const at = draws.one(places) + 1;
    return label.slice(0, at) + label[at + 1] + label[at] + label.slice(at + 2);
  },
  'letter twice': (draws, label) => {
    const at = draws.between(1, label.length - 2);
    return label.slice(0, at) + label[at] + label.slice(at);
  },
  'word added': (draws, label) =>
    `${label}-${draws.one(['login', 'secure', 'support', 'billing', 'portal'])}`,
  'name as a subdomain': (draws, label) => `${label}.example.${draws.text('abcdefghijklmnopqrstuvwxyz', 7)}`,
};

/** A look-alike of a name under `.example`, which is none of the domains that are taken. */
export function lookAlike(draws: Draws, domain: string, isTaken: (domain: string) => boolean): LookAlike {
  const label = domain.slice(0, domain.indexOf('.'));
  if (draws.chance(0.12) && !isTaken(`${label}.test`))
    return { domain: `${label}.test`, technique: 'other top-level domain' };
  const [technique, make] = draws.one(Object.entries(MAKERS));
  const made = make(draws, label);
  return made === undefined
    ? { domain: `${label}-mail.example`, technique: 'word added' }
    : { domain: `${made}.example`, technique };
}
