/** Coefficients of Lanczos' approximation with g = 7; its error is below 1e-15 of the value. */
const LANCZOS = [
  0.999_999_999_999_809_93, 676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_1,
  -176.615_029_162_140_6, 12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_572e-6,
  1.505_632_735_149_311_6e-7,
];
const MOST_STEPS = 10_000;
const TINY = 1e-300;
const PRECISE = 1e-14;

/** The logarithm of the gamma function of a number above 0. */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const base = x + 6.5;
  const series = LANCZOS.slice(1).reduce(
    (sum, coefficient, index) => sum + coefficient / (x + index),
    LANCZOS[0]!,
  );
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series);
}

const awayFromZero = (x: number): number => (Math.abs(x) < TINY ? TINY : x);

/** The continued fraction of the incomplete beta function, by Lentz's method; it converges fast for x < (a+1)/(a+b+2). */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let step = 1; step < MOST_STEPS; step++) {
    const even = (step * (b - step) * x) / ((a + 2 * step - 1) * (a + 2 * step));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    result *= d * c;
    const odd = (-(a + step) * (a + b + step) * x) / ((a + 2 * step) * (a + 2 * step + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < PRECISE) break;
  }
  return result;
}

/** The regularised incomplete beta function of x and y = 1 - x, which is given as well because it may be tiny. */
function incompleteBeta(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  const front = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(y);
  if (x < (a + 1) / (a + b + 2)) return (Math.exp(front) * fraction(x, a, b)) / a;
  return 1 - (Math.exp(front) * fraction(y, b, a)) / b;
}

/**
 * The probability of a count of `least` or more where counts have this mean and this larger variance: the upper tail of the
 * negative binomial distribution, continued to numbers that are not whole. It is 1 for 0 and less.
 */
export function upperTail(least: number, mean: number, variance: number): number {
  if (least <= 0) return 1;
  const size = (mean * mean) / (variance - mean);
  const probability = incompleteBeta(1 - mean / variance, mean / variance, least, size);
  return Math.min(1, Math.max(0, probability));
}
