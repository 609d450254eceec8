/** What one command needed for one volume. */
export interface Run {
  readonly command: string;
  readonly type: string;
  readonly rows: 'raw' | 'compact';
  /** Messages or log-ins that the rows stand for. */
  readonly events: number;
  readonly sentRows: number;
  readonly sentBytes: number;
  readonly repliedBytes: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

const COLUMNS: readonly (readonly [string, number, (run: Run) => string])[] = [
  ['command', -15, ({ command }) => command],
  ['rows', -8, ({ rows }) => rows],
  ['events', 12, ({ events }) => events.toLocaleString('en')],
  ['rows sent', 11, ({ sentRows }) => sentRows.toLocaleString('en')],
  ['MB sent', 9, ({ sentBytes }) => (sentBytes / 1e6).toFixed(0)],
  ['wall s', 8, ({ seconds }) => seconds.toFixed(1)],
  ['CPU s', 8, ({ cpuSeconds }) => cpuSeconds.toFixed(1)],
  ['peak MB', 8, ({ peakMegabytes }) => peakMegabytes.toFixed(0)],
  ['rows/CPU s', 11, ({ sentRows, cpuSeconds }) => Math.round(sentRows / cpuSeconds).toLocaleString('en')],
];

const line = (cells: readonly string[]): string =>
  cells
    .map((cell, index) => {
      const width = COLUMNS[index]![1];
      return width < 0 ? cell.padEnd(-width) : cell.padStart(width);
    })
    .join(' ');

/** The head of the table of runs. */
export const TITLES = line(COLUMNS.map(([title]) => title));

/** One run as a line of that table. */
export function lineOf(run: Run): string {
  return line(COLUMNS.map(([, , text]) => text(run)));
}

/** How time and memory of a row change from the smallest volume of a command to its others, a sentence for each. */
export function ratiosOf(runs: readonly Run[]): string[] {
  return runs.flatMap((run) => {
    const first = runs.find(({ command, rows }) => command === run.command && rows === 'raw');
    if (first === undefined || first === run) return [];
    const per = run.rows === 'raw' ? 'row' : 'event';
    const time = run.cpuSeconds / run.events / (first.cpuSeconds / first.events);
    const memory = run.peakMegabytes / run.events / (first.peakMegabytes / first.events);
    const volumes = `${run.events.toLocaleString('en')} ${run.rows} against ${first.events.toLocaleString('en')} raw`;
    return [
      `${run.command}, ${volumes}: CPU ×${time.toFixed(3)}, memory ×${memory.toFixed(3)} for each ${per}`,
    ];
  });
}
