import { printable } from './command-line/format-rows';
import type { FileReport } from './ingest/file-report';

const SHOWN_LINES = 3;

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}

type Note = FileReport['skipped'][number];

function notes(what: string, lines: readonly Note[], total: number): string[] {
  if (total === 0) return [];
  const shown = lines.slice(0, SHOWN_LINES).map(({ line, reason }) => printable(`  line ${line}: ${reason}`));
  const rest = total - shown.length;
  return [`  ${what}:`, ...shown, ...(rest > 0 ? [`  and ${count(rest, 'more line', 'more lines')}`] : [])];
}

/** What became of a file, as lines to print: its events and sourcetype, what was skipped and why, what is wrong with it. */
export function formatFileReport(report: FileReport): string[] {
  const { file, sourcetype, events, skipped, skippedCount, warnings, warningCount, error, sameAs } = report;
  if (sameAs !== undefined) return [printable(`${file}: same content as ${sameAs}, its events count once`)];
  const before = report.isKnown ? ', as loaded before' : '';
  const loaded = printable(`${file}: ${count(events, 'event', 'events')} of ${sourcetype}${before}`);
  return [
    ...(error === undefined ? [] : [printable(error)]),
    ...(sourcetype === undefined ? [] : [loaded]),
    ...notes(`skipped ${count(skippedCount, 'line', 'lines')}`, skipped, skippedCount),
    ...notes(`${count(warningCount, 'line has', 'lines have')} a fault`, warnings, warningCount),
  ];
}
