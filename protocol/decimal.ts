const ZERO = 0x30;
const MINUS = 0x2d;
const PLUS = 0x2b;
/** A decimal point, counted from the digit 0. */
const POINT = 0x2e - ZERO;
/** Sixteen digits below 2^53, such as epoch seconds with microseconds, are exact as a double, and the division by a power of ten rounds once. */
const MOST_EXACT_DIGITS = 16;
const POWERS_OF_TEN = Float64Array.from({ length: MOST_EXACT_DIGITS + 2 }, (_, power) => 10 ** power);
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

/** The decimal number that is written at [start, end), the nearest double as `Number` gives it; NaN where there is none. */
export function readDecimal(bytes: Buffer, start: number, end: number): number {
  const sign = bytes[start];
  const first = sign === MINUS || sign === PLUS ? start + 1 : start;
  if (first === end || end - first > MOST_EXACT_DIGITS + 1) return readUnusual(bytes, start, end);
  let pointAt = end - 1;
  let value = 0;
  for (let position = first; position < end; position++) {
    const digit = bytes[position]! - ZERO;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
    else if (digit === POINT && pointAt === end - 1 && end - first > 1) pointAt = position;
    else return readUnusual(bytes, start, end);
  }
  if (value > Number.MAX_SAFE_INTEGER) return readUnusual(bytes, start, end);
  const size = value / POWERS_OF_TEN[end - 1 - pointAt]!;
  return sign === MINUS ? -size : size;
}

function readUnusual(bytes: Buffer, start: number, end: number): number {
  const text = bytes.toString('latin1', start, end).trim();
  return DECIMAL.test(text) ? Number(text) : Number.NaN;
}
