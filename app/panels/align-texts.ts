/** Characters that stand one above the other; empty where one text has none. */
export interface Place {
  readonly number: number;
  readonly above: string;
  readonly below: string;
}

/** Texts longer than a host name can be are not compared. */
const LONGEST = 253;

type Costs = readonly (readonly number[])[];

/** Fewest insertions, deletions and replacements between the ends of two texts, from each pair of places on. */
function costsOf(above: readonly string[], below: readonly string[]): Costs {
  const costs = Array.from({ length: above.length + 1 }, () => new Array<number>(below.length + 1).fill(0));
  for (let row = above.length; row >= 0; row--) {
    for (let column = below.length; column >= 0; column--) {
      const rest = above.length - row + below.length - column;
      if (row === above.length || column === below.length) costs[row]![column] = rest;
      else {
        const replaced = costs[row + 1]![column + 1]! + (above[row] === below[column] ? 0 : 1);
        costs[row]![column] = Math.min(replaced, costs[row + 1]![column]! + 1, costs[row]![column + 1]! + 1);
      }
    }
  }
  return costs;
}

/** The next characters on the cheapest way: of both texts where a pair costs no more, else of the one that has more. */
function stepFrom(costs: Costs, above: readonly string[], below: readonly string[]) {
  return (row: number, column: number): Omit<Place, 'number'> => {
    const [one = '', other = ''] = [above[row], below[column]];
    const cost = costs[row]![column]!;
    const afterBoth = costs[row + 1]?.[column + 1];
    if (afterBoth !== undefined && afterBoth + Number(one !== other) === cost)
      return { above: one, below: other };
    const afterAdded = costs[row]![column + 1];
    return afterAdded !== undefined && afterAdded + 1 === cost
      ? { above: '', below: other }
      : { above: one, below: '' };
  };
}

/** Gives two texts aligned character by character with the fewest differences. */
export function alignTexts(first: string, second: string): readonly Place[] {
  const [above, below] = [[...first].slice(0, LONGEST), [...second].slice(0, LONGEST)];
  const step = stepFrom(costsOf(above, below), above, below);
  const places: Place[] = [];
  for (let row = 0, column = 0; row < above.length || column < below.length; ) {
    const place = step(row, column);
    places.push({ number: places.length, ...place });
    if (place.above !== '') row++;
    if (place.below !== '') column++;
  }
  return places;
}

const ASCII = /^[\x20-\x7e]*$/;

/** Characters in quotes, those that look like others with their numbers. */
function quotedText(text: string): string {
  if (ASCII.test(text)) return `“${text}”`;
  const numbers = [...text]
    .filter((character) => !ASCII.test(character))
    .map((character) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`);
  return `“${text}” (${numbers.join(' ')})`;
}

/** Gives each difference of two aligned texts in words, neighbouring ones together. */
export function describeDifferences(places: readonly Place[]): readonly string[] {
  const runs: { above: string; below: string }[] = [];
  let isOpen = false;
  for (const { above, below } of places) {
    const last = runs.at(-1);
    if (above === below) isOpen = false;
    else if (isOpen && last !== undefined)
      runs[runs.length - 1] = { above: last.above + above, below: last.below + below };
    else {
      runs.push({ above, below });
      isOpen = true;
    }
  }
  return runs.map(({ above, below }) => {
    if (above === '') return `${quotedText(below)} added`;
    if (below === '') return `${quotedText(above)} left out`;
    return `${quotedText(below)} instead of ${quotedText(above)}`;
  });
}
