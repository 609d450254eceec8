/** A result by names of fields; values as they come. */
export interface Answer {
  readonly fields: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Rounding of sums, and of numbers written with six places. */
const TOLERANCE = 1e-6;

function isSame(one: unknown, other: unknown): boolean {
  const [left, right] = [Number(one), Number(other)];
  if (one === null || other === null || Number.isNaN(left) || Number.isNaN(right))
    return String(one) === String(other);
  return Math.abs(left - right) <= TOLERANCE * Math.max(1, Math.abs(left));
}

/**
 * Where an answer differs from the expected one, as sentences; fields that are not expected do not count. Rows are found
 * by their first field, which may stand for others of the same rank: then they are compared by their place.
 */
export function differences(answer: Answer, expected: Answer): string[] {
  const shared = expected.fields.filter((field) => answer.fields.includes(field));
  const missing = expected.fields
    .filter((field) => !shared.includes(field))
    .filter((field) => expected.rows.some((row) => Number(row[expected.fields.indexOf(field)]) !== 0));
  const [key = ''] = shared;
  const byKey = new Map(expected.rows.map((row) => [String(row[expected.fields.indexOf(key)]), row]));
  const faults = answer.rows.flatMap((row, at) => {
    const found = byKey.get(String(row[answer.fields.indexOf(key)]));
    const other = found ?? expected.rows[at];
    const fields = found ? shared : shared.slice(1);
    if (!other) return [`row ${at + 1} is not expected`];
    return fields.flatMap((field) => {
      const [one, two] = [row[answer.fields.indexOf(field)], other[expected.fields.indexOf(field)]];
      return isSame(one, two) ? [] : [`row ${at + 1}: ${field} is ${one}, expected ${two}`];
    });
  });
  const isCut = expected.rows.length < answer.rows.length;
  return [
    ...missing.map((field) => `field ${field} is missing`),
    ...(isCut ? [`${answer.rows.length} rows, expected ${expected.rows.length}`] : []),
    ...faults,
  ];
}
