const UNITS = [
  { seconds: 86_400, unit: 'd' },
  { seconds: 3_600, unit: 'h' },
  { seconds: 60, unit: 'min' },
] as const;

/** Gives how long ago a time is, both in epoch seconds, in the largest unit that fits: `3 d`, `12 min`. */
export function ageOf(time: number, now: number): string {
  const age = Math.max(0, now - time);
  const fitting = UNITS.find(({ seconds }) => age >= seconds);
  return fitting ? `${Math.floor(age / fitting.seconds).toLocaleString('en-US')} ${fitting.unit}` : '<1 min';
}
