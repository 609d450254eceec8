import fc from 'fast-check';
import { alignTexts, describeDifferences } from '../../app/panels/align-texts';

const differences = (known: string, other: string) => describeDifferences(alignTexts(known, other));

test.each([
  ['example.com', 'example.com', []],
  ['example.com', 'exampIe.com', ['“I” instead of “l”']],
  ['example.com', 'examp1e.corn', ['“1” instead of “l”', '“rn” instead of “m”']],
  ['example.com', 'example-pay.com', ['“-pay” added']],
  ['example.com', 'exmple.com', ['“a” left out']],
  ['example.com', 'ex\u0430mple.com', ['“\u0430” (U+0430) instead of “a”']],
  ['example.com', 'example.com.test', ['“.test” added']],
  ['a', '\u{1d41a}', ['“\u{1d41a}” (U+1D41A) instead of “a”']],
])('%s and %s differ by %j', (known, other, expected) => {
  expect(differences(known, other)).toEqual(expected);
});

test('both texts are there whole, and no shorter way leads from one to the other', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ä'), maxLength: 8 });
  const apart = (left: string, right: string): number => {
    if (left === '' || right === '') return left.length + right.length;
    const [restLeft, restRight] = [left.slice(1), right.slice(1)];
    return Math.min(
      apart(restLeft, right) + 1,
      apart(left, restRight) + 1,
      apart(restLeft, restRight) + Number(left[0] !== right[0]),
    );
  };
  fc.assert(
    fc.property(word, word, (left, right) => {
      const places = alignTexts(left, right);
      expect(places.map(({ above }) => above).join('')).toBe(left);
      expect(places.map(({ below }) => below).join('')).toBe(right);
      expect(places.filter(({ above, below }) => above !== below)).toHaveLength(apart(left, right));
    }),
    { numRuns: 50 },
  );
});
