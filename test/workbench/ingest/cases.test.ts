import { readdirSync, readFileSync, utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Event, loadEvents, ROOT } from './events';

const CASES = join(ROOT, 'test', 'cases', 'ingest');
/** Fields that say where an event came from, and intermediate ones: not part of a case. */
const INCIDENTAL = /^(_raw|_serial|host|source|index|linecount|.*\{\})$/;
const FILE_TIME = 1_400_000_000;
/** Stands for this machine, which is the host of lines that name none. */
const THIS_HOST = '<this host>';

interface Expected {
  readonly sourcetype?: string;
  readonly error?: string;
  readonly skipped?: readonly string[];
  readonly warnings?: readonly string[];
  readonly events: readonly Record<string, unknown>[];
}

/** What a case says of an event: no time where the line names no year, which is then the year of the test. */
function saidOf(event: Event, at: number, { events }: Expected): Record<string, unknown> {
  const isTimed = events[at] === undefined || '_time' in events[at];
  return Object.fromEntries(
    Object.entries(event)
      .filter(
        ([field]) => !INCIDENTAL.test(field) && field !== 'sourcetype' && (isTimed || field !== '_time'),
      )
      .map(([field, value]) => [field, value === hostname() ? THIS_HOST : value]),
  );
}

test.each(readdirSync(CASES))('%s', async (name) => {
  const file = join(CASES, name, 'input.log');
  utimesSync(file, FILE_TIME, FILE_TIME);
  const expected = JSON.parse(readFileSync(join(CASES, name, 'expected.json'), 'utf8')) as Expected;
  const { events, files } = await loadEvents([file]);
  const [report] = files;
  const found = {
    ...(report!.sourcetype && { sourcetype: report!.sourcetype }),
    ...(report!.error && { error: report!.error.replace(file, 'input.log') }),
    ...(report!.skippedCount > 0 && {
      skipped: report!.skipped.map(({ line, reason }) => `${line}: ${reason}`),
    }),
    ...(report!.warningCount > 0 && {
      warnings: report!.warnings.map(({ line, reason }) => `${line}: ${reason}`),
    }),
    events: events.map((event, at) => saidOf(event, at, expected)),
  };
  expect(found).toEqual(expected);
});
