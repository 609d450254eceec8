import { organisationalDomain } from './organisational-domain';
import { toUnicode } from './punycode';

export type Imitation = 'other_ending' | 'confusable' | 'typing_error' | 'affix' | 'sub_domain';

/** Letters and pairs that are drawn alike, after Unicode's confusables (UTS #39), cut down to what host names may hold. */
const DRAWN_ALIKE: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  i: 'l',
  '3': 'e',
  '5': 's',
  '8': 'b',
  '9': 'g',
  q: 'g',
  а: 'a',
  ɑ: 'a',
  α: 'a',
  е: 'e',
  о: 'o',
  ο: 'o',
  р: 'p',
  ρ: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  ѕ: 's',
  і: 'l',
  ı: 'l',
  ј: 'j',
  ԁ: 'd',
  ɡ: 'g',
  һ: 'h',
  к: 'k',
  κ: 'k',
  м: 'm',
  н: 'h',
  т: 't',
  τ: 't',
  ν: 'v',
  в: 'b',
  ԛ: 'g',
  ԝ: 'w',
  ω: 'w',
};
const PAIRS: readonly (readonly [string, string])[] = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
];

/** One of the own domains, prepared for comparison. */
export interface OwnDomain {
  readonly organisation: string;
  readonly label: string;
  readonly skeleton: string;
}

/** The own domain in the form that `imitationOf` compares with. */
export function prepareOwnDomain(domain: string): OwnDomain {
  const organisation = organisationalDomain(domain);
  const label = labelOf(organisation);
  return { organisation, label, skeleton: skeletonOf(label) };
}

/** In which way a foreign domain imitates an own one, undefined where it does not. */
export function imitationOf(domain: string, own: OwnDomain): Imitation | undefined {
  const organisation = organisationalDomain(domain);
  if (organisation === own.organisation) return undefined;
  const label = toUnicode(labelOf(organisation));
  if (label === own.label) return own.label.length > 3 ? 'other_ending' : undefined;
  if (skeletonOf(label) === own.skeleton) return 'confusable';
  if (own.label.length <= 4) return undefined;
  if (isWithin(label, own.label, own.label.length < 8 ? 1 : 2)) return 'typing_error';
  if (holdsAsWord(label, own.label)) return 'affix';
  const front = domain.slice(0, Math.max(domain.length - organisation.length - 1, 0));
  return front.split('.').some((part) => part === own.label || holdsAsWord(part, own.label))
    ? 'sub_domain'
    : undefined;
}

/** Text with every character and pair replaced by the plainest one that is drawn like it. */
function skeletonOf(text: string): string {
  let skeleton = '';
  for (const character of text.normalize('NFKD').toLowerCase()) {
    if (!/\p{M}/u.test(character)) skeleton += DRAWN_ALIKE[character] ?? character;
  }
  for (const [pair, one] of PAIRS) skeleton = skeleton.replaceAll(pair, one);
  return skeleton;
}

/** Whether two texts are at most `limit` insertions, deletions, replacements or swaps of neighbours apart. */
export function isWithin(left: string, right: string, limit: number): boolean {
  if (Math.abs(left.length - right.length) > limit) return false;
  let before: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const next = [row];
    for (let column = 1; column <= right.length; column++) {
      const isSame = left[row - 1] === right[column - 1];
      let cost = Math.min(last[column]! + 1, next[column - 1]! + 1, last[column - 1]! + (isSame ? 0 : 1));
      const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (row > 1 && column > 1 && isSwap) cost = Math.min(cost, before[column - 2]! + 1);
      next.push(cost);
    }
    if (Math.min(...next) > limit) return false;
    before = last;
    last = next;
  }
  return last[right.length]! <= limit;
}

function holdsAsWord(label: string, word: string): boolean {
  return (
    label.startsWith(`${word}-`) ||
    label.endsWith(`-${word}`) ||
    label.includes(`-${word}-`) ||
    isGlued(label, word)
  );
}

/** A long name glued to others ("examplebank" in "examplebanklogin") is an imitation; a short one would be chance. */
function isGlued(label: string, word: string): boolean {
  return word.length >= 6 && label.length > word.length && (label.startsWith(word) || label.endsWith(word));
}

function labelOf(organisation: string): string {
  const dot = organisation.indexOf('.');
  return dot < 0 ? organisation : organisation.slice(0, dot);
}
