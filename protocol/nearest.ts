const MOST_EDITS = 2;

/** The name that is fewest edits away, undefined when none is near. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((candidate) => ({ candidate, edits: editDistance(name.slice(0, 64), candidate) }))
    .filter(({ edits, candidate }) => edits <= MOST_EDITS && edits < candidate.length)
    .sort((left, right) => left.edits - right.edits);
  return best?.candidate;
}

function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= right.length; j++) {
      const replaced = above[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, above[j]! + 1, row[j - 1]! + 1));
    }
  }
  return row[right.length]!;
}
