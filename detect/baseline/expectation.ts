/** What other buckets say of one: numbers above 0 in rising order, and how many hold nothing. */
export interface Others {
  readonly values: readonly number[];
  readonly zeros: number;
}

export interface Expectation {
  /** The median, and the spread about it that the median deviation says. */
  readonly centre: number;
  readonly spread: number;
  readonly mean: number;
  readonly variance: number;
  readonly count: number;
}

/** The median absolute deviation of a normal distribution is this part of its standard deviation. */
const DEVIATIONS_A_SIGMA = 1.4826;
/** Jeffreys' prior for a rate: nothing seen is not the same as nothing possible. */
const PRIOR_EVENTS = 0.5;

const middleOf = (at: (index: number) => number, count: number): number =>
  (at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2;

function deviationOf({ values, zeros }: Others, centre: number): number {
  const deviations = Array.from({ length: zeros }, () => centre);
  for (const value of values) deviations.push(Math.abs(value - centre));
  deviations.sort((left, right) => left - right);
  return middleOf((index) => deviations[index]!, deviations.length);
}

/** How much each count varies beyond its mean: variance by mean, 1 for events that know nothing of each other. */
export function dispersionOf({ values, zeros }: Others): number {
  const count = values.length + zeros;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, zeros * mean * mean);
  return squares / count / mean;
}

/**
 * What a bucket should hold, from at least two others. The mean has room for the unseen, the variance for the mean's own
 * uncertainty, and it is at least `dispersion` times the mean; without more than chance that is the prediction of a Poisson process.
 */
export function expectationOf(others: Others, dispersion: number): Expectation {
  const { values, zeros } = others;
  const count = values.length + zeros;
  const total = values.reduce((sum, value) => sum + value, 0);
  const mean = (total + PRIOR_EVENTS) / count;
  const squares = values.reduce((sum, value) => sum + (value - total / count) ** 2, 0);
  const varied = (squares + zeros * (total / count) ** 2) / (count - 1);
  const centre = middleOf((index) => (index < zeros ? 0 : values[index - zeros]!), count);
  const deviation = zeros * 2 > count + 1 ? 0 : deviationOf(others, centre);
  return {
    centre,
    spread: Math.max(DEVIATIONS_A_SIGMA * deviation, Math.sqrt(centre), 1),
    mean,
    variance: Math.max(varied, Math.max(1, dispersion) * mean) * (1 + 1 / count),
    count,
  };
}
