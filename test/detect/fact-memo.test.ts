import { FactMemo } from '../../detect/spoof/fact-memo';

const keys = { text: String };

test('every text of 65,536 that arrived one after the other is judged once, and an older one again', () => {
  const judged: string[] = [];
  const memo = new FactMemo((text) => judged.push(text));
  const ask = (ids: readonly number[]): void => {
    for (const id of ids) memo.get(keys, id);
  };
  const latest = Array.from({ length: 65_536 }, (_, id) => id + 500);
  ask([0, 3, 1023, 5000, 3, ...latest]);
  expect(judged).toHaveLength(2 + latest.length);
  ask([...latest].reverse());
  expect(judged).toHaveLength(2 + latest.length);
  expect(memo.get(keys, 3)).toBe(3 + latest.length);
  expect(judged.at(-1)).toBe('3');
});
