/** An amount that goes from one value to another. */
interface Amount {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
}

/** A part of the height, in percent. */
interface Band {
  readonly top: number;
  readonly height: number;
}

interface Place extends Band {
  readonly name: string;
  readonly amount: number;
}

/** Where an amount leaves its value at the left and reaches the one at the right. */
export interface PlacedFlow extends Amount {
  readonly left: Band;
  readonly right: Band;
}

export interface PlacedFlows {
  readonly left: readonly Place[];
  readonly right: readonly Place[];
  readonly flows: readonly PlacedFlow[];
}

const GAP = 1.2;
/** So much has a line of text beside a value, in a panel of some 350 pixels. */
const LEAST_HEIGHT = 4.6;

function totals(flows: readonly Amount[], side: 'from' | 'to'): [name: string, amount: number][] {
  const sums = new Map<string, number>();
  for (const flow of flows) sums.set(flow[side], (sums.get(flow[side]) ?? 0) + flow.amount);
  return [...sums].sort(([, one], [, other]) => other - one);
}

/** Heights in proportion to the amounts, but for those that would be lower than a line of text; amounts come from the largest on. */
function heightsOf(amounts: readonly number[], available: number): number[] {
  const least = Math.min(LEAST_HEIGHT, available / amounts.length);
  for (let large = amounts.length; large > 0; large--) {
    const sum = amounts.slice(0, large).reduce((total, amount) => total + amount, 0);
    const scale = (available - least * (amounts.length - large)) / sum;
    if ((amounts[large - 1] ?? 0) * scale < least) continue;
    return amounts.map((amount, at) => (at < large ? amount * scale : least));
  }
  return amounts.map(() => least);
}

function placeAll(values: readonly [string, number][]): Place[] {
  const available = 100 - GAP * (values.length - 1);
  const heights = heightsOf(
    values.map(([, amount]) => amount),
    available,
  );
  let top = 0;
  return values.map(([name, amount], at) => {
    const height = heights[at] ?? 0;
    const place = { name, amount, top, height };
    top += height + GAP;
    return place;
  });
}

/** Gives the bands of the flows at their values on one side, in the order of the values at the other. */
function bandsOf(
  flows: readonly Amount[],
  side: 'from' | 'to',
  places: readonly Place[],
  others: readonly Place[],
): ReadonlyMap<Amount, Band> {
  const other = side === 'from' ? 'to' : 'from';
  const rank = new Map(others.map(({ name }, at) => [name, at]));
  const bands = new Map<Amount, Band>();
  for (const { name, amount, top, height } of places) {
    let start = top;
    const own = flows.filter((flow) => flow[side] === name);
    for (const flow of own.sort((one, next) => (rank.get(one[other]) ?? 0) - (rank.get(next[other]) ?? 0))) {
      const band = { top: start, height: (height * flow.amount) / amount };
      bands.set(flow, band);
      start += band.height;
    }
  }
  return bands;
}

const NOWHERE: Band = { top: 0, height: 0 };

/** Gives the places of values and flows in percent of the height: the largest values on top, each high enough for a line of text. */
export function placeFlows(flows: readonly Amount[]): PlacedFlows {
  const [left, right] = [placeAll(totals(flows, 'from')), placeAll(totals(flows, 'to'))];
  const [leaving, reaching] = [bandsOf(flows, 'from', left, right), bandsOf(flows, 'to', right, left)];
  const placed = flows.map((flow) => ({
    ...flow,
    left: leaving.get(flow) ?? NOWHERE,
    right: reaching.get(flow) ?? NOWHERE,
  }));
  return { left, right, flows: placed };
}
