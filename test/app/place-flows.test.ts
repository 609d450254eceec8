import { placeFlows } from '../../app/panels/place-flows';

const flow = (from: string, to: string, amount: number) => ({ from, to, amount });

test('values stand from the largest on, as high as what they send or receive', () => {
  const { left, right } = placeFlows([flow('a', 'x', 10), flow('b', 'x', 30), flow('b', 'y', 60)]);
  expect(left.map(({ name, amount }) => [name, amount])).toEqual([
    ['b', 90],
    ['a', 10],
  ]);
  expect(right.map(({ name }) => name)).toEqual(['y', 'x']);
  expect(left[0]!.height / left[1]!.height).toBeCloseTo(9);
  const end = left[1]!.top + left[1]!.height;
  expect(end).toBeCloseTo(100);
});

test('flows fill their values from top to bottom without a gap', () => {
  const { left, right, flows } = placeFlows([flow('a', 'x', 1), flow('a', 'y', 3), flow('b', 'y', 2)]);
  const [toX, toY, fromB] = flows;
  expect(toY!.left.top).toBeCloseTo(left[0]!.top);
  expect(toX!.left.top).toBeCloseTo(toY!.left.top + toY!.left.height);
  expect(toX!.left.height + toY!.left.height).toBeCloseTo(left[0]!.height);
  expect(fromB!.right.top + fromB!.right.height).toBeCloseTo(right[0]!.top + right[0]!.height);
});

test('a value of next to nothing is still as high as a line of text, and nothing leaves the panel', () => {
  const amounts = [100_000, ...Array.from({ length: 17 }, (_, at) => at + 1)];
  const { left } = placeFlows(amounts.map((amount, at) => flow(`s${at}`, 'x', amount)));
  expect(Math.min(...left.map(({ height }) => height))).toBeGreaterThan(4);
  expect(left.at(-1)!.top + left.at(-1)!.height).toBeCloseTo(100);
  expect(left[0]!.height).toBeGreaterThan(left[1]!.height);
});

test('more values than lines of text have place share the height', () => {
  const { left } = placeFlows(Array.from({ length: 40 }, (_, at) => flow(`s${at}`, 'x', 1)));
  expect(left.at(-1)!.top + left.at(-1)!.height).toBeCloseTo(100);
  expect(left[0]!.height).toBeCloseTo(left[39]!.height);
});
