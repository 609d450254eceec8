import type { Measurement } from './lock-step';

/** The columns that every program counts. */
const COUNTED = [
  'src',
  'messages',
  'recipients',
  'distinct_recipients',
  'distinct_senders',
  'distinct_helos',
  'failed',
  'peak_messages',
  'peak_recipients',
];

/** One line for each program whose counts are not those of the first. */
export function differencesOf(measurements: ReadonlyMap<string, Measurement>): string[] {
  const [first, ...others] = [...measurements].map(([name, { lastBody }]) => ({
    name,
    rows: countsOf(lastBody),
  }));
  return others.flatMap(({ name, rows }) => {
    const differing = first!.rows.filter((row, index) => row !== rows[index]).length;
    return differing === 0 && rows.length === first!.rows.length
      ? []
      : [
          `${name} counts otherwise in ${differing} of ${rows.length} sources, such as ${rows.find((row, index) => row !== first!.rows[index])}`,
        ];
  });
}

/** The counts of all sources, sorted; the counted columns hold neither quotes nor commas. */
function countsOf(body: string): string[] {
  const lines = body.split(/\r?\n/).filter((line) => /^(src,|[0-9a-f:.]+,)/.test(line));
  const names = lines[0]!.split(',');
  const columns = COUNTED.map((name) => names.indexOf(name));
  return lines
    .slice(1)
    .map((line) => line.split(','))
    .map((cells) => columns.map((column) => cells[column]).join(','))
    .sort();
}
