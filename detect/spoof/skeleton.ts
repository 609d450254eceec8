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

/** Text with every character and pair replaced by the plainest one that is drawn like it. */
export function skeletonOf(text: string): string {
  let skeleton = '';
  for (const character of text.normalize('NFKD').toLowerCase()) {
    if (!/\p{M}/u.test(character)) skeleton += DRAWN_ALIKE[character] ?? character;
  }
  for (const [pair, one] of PAIRS) skeleton = skeleton.replaceAll(pair, one);
  return skeleton;
}
