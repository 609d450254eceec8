import { formatNumber } from './format-value';

/** How a number differs from that of the time before: a sign, and how much in words that the name of that time goes on; `=` where it does not. */
export interface Change {
  readonly sign: '▲' | '▼' | '=';
  readonly amount: string;
}

const signOf = (difference: number): Change['sign'] => (difference > 0 ? '▲' : '▼');

/** Gives the change from one number to another: shares differ by points of a percent, other numbers by a part of the former. */
export function describeChange(now: number, then: number, format: string): Change {
  const isShare = format === 'share';
  const difference = now - then;
  if (!isShare && then === 0 && difference !== 0) return { sign: '▲', amount: 'none in' };
  const amount = formatNumber(String(Math.abs(isShare ? difference : (100 * difference) / (then || 1))));
  if (amount === '0') return { sign: '=', amount: 'the same as in' };
  const points = amount === '1' ? 'point' : 'points';
  return { sign: signOf(difference), amount: `${amount} ${isShare ? points : '%'} on` };
}
