/** What the conversions of a time format fit, as regular expressions; `N` stands for %N and %Q with any number of digits. */
export const FORMAT_PIECES: Readonly<Record<string, string>> = {
  Y: '\\d{4}',
  y: '\\d{2}',
  m: '\\d{1,2}',
  d: '[ \\d]?\\d',
  e: '[ \\d]?\\d',
  j: '\\d{1,3}',
  H: '[ \\d]?\\d',
  k: '[ \\d]?\\d',
  I: '[ \\d]?\\d',
  l: '[ \\d]?\\d',
  M: '\\d{2}',
  S: '\\d{2}',
  N: '\\d{1,9}',
  p: '[AaPp][Mm]',
  b: '[A-Za-z]{3}',
  h: '[A-Za-z]{3}',
  a: '[A-Za-z]{3}',
  B: '[A-Za-z]{3,9}',
  A: '[A-Za-z]{6,9}',
  T: '\\d{2}:\\d{2}:\\d{2}',
  F: '\\d{4}-\\d{2}-\\d{2}',
  R: '\\d{2}:\\d{2}',
  D: '\\d{2}/\\d{2}/\\d{2}',
  z: '(?:Z|[+-]\\d{2}:?\\d{2})',
  ':z': '(?:Z|[+-]\\d{2}:?\\d{2})',
  s: '\\d{1,10}',
  '%': '%',
};

const CLOCK = '[0-9]{2}:[0-9]{2}:[0-9]{2}';
const FRACTION = '(?:[.,]([0-9]{1,6})[0-9]*)?';
const ZONE = ' ?(Z|[+-][0-9]{2}:?[0-9]{2})?';

/** A common way to write a time: what its groups are, and the format of those that are there, joined by blanks. */
export interface RecognisedTime {
  readonly pattern: string;
  readonly groups: readonly string[];
}

/** The ways that are looked for, in this order; the groups are named by the conversion that reads them. */
export const RECOGNISED: readonly RecognisedTime[] = [
  {
    pattern: `([0-9]{4}[-/][0-9]{2}[-/][0-9]{2})[T ](${CLOCK})${FRACTION}${ZONE}`,
    groups: ['%Y-%m-%d', '%H:%M:%S', '%f', '%z'],
  },
  {
    pattern: `([0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}) (${CLOCK})${FRACTION}${ZONE}`,
    groups: ['%d %b %Y', '%H:%M:%S', '%f', '%z'],
  },
  { pattern: `\\b([A-Z][a-z]{2} [ 0-9]?[0-9]) (${CLOCK})${FRACTION}`, groups: ['%b %d', '%H:%M:%S', '%f'] },
  { pattern: '\\b([0-9]{9,10}(?:\\.[0-9]{1,9})?)\\b', groups: ['%s'] },
];
