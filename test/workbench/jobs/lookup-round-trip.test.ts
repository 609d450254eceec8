import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readApp } from '../../../workbench/conf/app';
import { readCollections } from '../../../workbench/conf/collections';
import { Engine } from '../../../workbench/engine/engine';
import { KvStore } from '../../../workbench/jobs/kv-store';
import { dropResult, readRows, runSearch } from '../../../workbench/jobs/run-search';
import type { Workbench } from '../../../workbench/jobs/workbench';
import { createEvents, type Row } from '../spl/event-table';

let home: string;
let engine: Engine;
let workbench: Workbench;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'lookup-round-trip-'));
  mkdirSync(join(home, 'default'));
  writeFileSync(join(home, 'default', 'collections.conf'), '[kept]\n');
  writeFileSync(
    join(home, 'default', 'transforms.conf'),
    '[kept]\nexternal_type = kvstore\nfields_list = _key, a, b, c\n',
  );
  const app = readApp(home, join(home, 'state'));
  engine = await Engine.open();
  workbench = { engine, app, kv: new KvStore(readCollections(app)), tables: [] };
});
afterAll(() => {
  engine.close();
  rmSync(home, { recursive: true });
});

async function rows(spl: string, events: readonly Row[]): Promise<readonly unknown[]> {
  const table = await createEvents(engine, 'round_trip', events);
  try {
    const on = { ...workbench, tables: [table] };
    const result = await runSearch(on, { spl });
    const page = await readRows(on, result, { offset: 0, count: 100 });
    await dropResult(on, result);
    return page.rows.map((row) => Object.fromEntries(page.fields.map((name, at) => [name, row[at]])));
  } finally {
    await engine.run('DROP TABLE round_trip');
  }
}

const piece = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  fc.constantFrom(
    '"',
    ',',
    '\n',
    '\r\n',
    '\r',
    ' ',
    '$',
    '$;$',
    '#',
    '\\',
    "'; DROP TABLE x; --",
    '<b>',
    '1',
    '""',
  ),
);
/** The database's client takes a byte order mark at the start of a text for none of it. */
const value = fc
  .array(piece, { minLength: 1, maxLength: 4 })
  .map((pieces) => pieces.join('').replaceAll('\ufeff', ''))
  .filter((text) => text !== '');
const cell = fc.oneof(value, fc.constant(null), fc.array(value, { minLength: 2, maxLength: 3 }));
const events = fc.array(fc.record({ a: cell, b: cell, c: value }), { minLength: 1, maxLength: 4 });

const OPTIONS = { numRuns: 60, seed: 20_120_316 };

test.each(['rows.csv', 'kept'])('%s gives back what was written, whatever it was', async (name) => {
  await fc.assert(
    fc.asyncProperty(events, async (given) => {
      const wanted = given.map(({ a, b, c }) => ({ a, b, c }));
      const spl = `* | table a b c | outputlookup output_format=splunk_mv_csv ${name} | head 0 | inputlookup append=t ${name} | table a b c`;
      expect(await rows(spl, given)).toEqual(wanted);
    }),
    OPTIONS,
  );
});

test('what was there stays as it is when rows are appended', async () => {
  await fc.assert(
    fc.asyncProperty(events, events, async (first, second) => {
      const write = '* | table a b c | outputlookup output_format=splunk_mv_csv';
      await rows(
        `${write} both.csv`,
        first.map((row) => ({ ...row, a: ['x', 'y'], b: ['x', 'y'] })),
      );
      const found = await rows(
        `${write} append=t both.csv | head 0 | inputlookup append=t both.csv | table a b c`,
        second,
      );
      expect(found.slice(-second.length)).toEqual(second.map(({ a, b, c }) => ({ a, b, c })));
      expect(found.map((row) => (row as Row)['c'])).toEqual([...first, ...second].map(({ c }) => c));
    }),
    { ...OPTIONS, numRuns: 30 },
  );
});
