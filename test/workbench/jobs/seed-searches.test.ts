import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readApp } from '../../../workbench/conf/app';
import { Engine } from '../../../workbench/engine/engine';
import { EventStore } from '../../../workbench/ingest/event-store';
import { KvStore } from '../../../workbench/jobs/kv-store';
import { readRows, runSearch } from '../../../workbench/jobs/run-search';
import type { Workbench } from '../../../workbench/jobs/workbench';

const ROOT = join(__dirname, '..', '..', '..');
const COLUMNS = [
  'timestamp',
  'sender_address',
  'recipient_address',
  'subject',
  'attachment_type',
  'attachment_size',
  'action',
  'status',
  'user',
];
const ROWS = [
  ['2024-03-01T08:00:00Z', 'ann@example.com', 'bob@example.org', 'Hello', '', '', 'send', 'ok', 'ann'],
  [
    '2024-03-01T08:30:00Z',
    'ann@example.com',
    'cy@example.org;bob@example.org',
    'A, "B"',
    'zip',
    '2500000',
    'send',
    'ok',
    'ann',
  ],
  ['2024-03-01T09:00:00Z', 'dee@example.net', 'bob@example.org', 'x=1 y', 'txt', '300', 'send', 'ok', 'dee'],
  ['2024-03-02T09:00:00Z', '', '', '', '', '', 'login', 'failed', 'ann'],
  ['2024-03-02T09:00:01Z', '', '', '', '', '', 'login', 'failed', 'ann'],
  ['2024-03-02T09:00:02Z', '', '', '', '', '', 'login', 'ok', 'eve'],
];

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
const present = (row: readonly string[]): [string, string][] =>
  COLUMNS.flatMap((name, at): [string, string][] => (row[at] === '' ? [] : [[name, row[at]!]]));

/** The same rows as a table, as JSON and as pairs. */
const FORMS: Readonly<Record<string, string>> = {
  'smtp:generic:csv': [COLUMNS, ...ROWS].map((row) => row.map(quoted).join(',')).join('\n'),
  'smtp:generic:json': ROWS.map((row) => JSON.stringify(Object.fromEntries(present(row)))).join('\n'),
  'smtp:generic': ROWS.map((row) =>
    present(row)
      .map(([name, value]) => `${name}="${value.replaceAll('"', '\\"')}"`)
      .join(' '),
  ).join('\n'),
};

/** The searches of the task that this app began with, after index and sourcetype, and the rows that they are to give. */
const SEARCHES: readonly (readonly [string, readonly unknown[]])[] = [
  [
    'top limit=10 sender_address',
    [
      ['ann@example.com', '2', '66.666667'],
      ['dee@example.net', '1', '33.333333'],
    ],
  ],
  [
    'top limit=10 recipient_address',
    [
      ['bob@example.org', '3', '75.000000'],
      ['cy@example.org', '1', '25.000000'],
    ],
  ],
  ['timechart span=1h count by _time | stats count', [['26']]],
  ['search attachment_type="zip" OR attachment_size > 1000000 | table subject', [['A, "B"']]],
  ['search action="login" status="failed" | stats count by user', [['ann', '2']]],
  [
    'stats count by user',
    [
      ['ann', '4'],
      ['dee', '1'],
      ['eve', '1'],
    ],
  ],
  [
    'timechart span=1d count by user | fields - _time _span',
    [
      ['2', '1', '0'],
      ['2', '0', '1'],
    ],
  ],
];

let dir: string;
let engine: Engine;
let workbench: Workbench;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'smtp-watch-'));
  engine = await Engine.open();
  const app = readApp(ROOT);
  const store = await EventStore.open(engine, app);
  const files = Object.entries(FORMS).map(([name, text]) => {
    const file = join(dir, `${name.replaceAll(':', '-')}.log`);
    writeFileSync(file, `${text}\n`);
    return file;
  });
  const { tables } = await store.load({ files });
  workbench = { engine, app, tables, kv: new KvStore(new Map()) };
});

afterAll(() => {
  engine.close();
  rmSync(dir, { recursive: true });
});

describe.each(Object.keys(FORMS))('index=* sourcetype=%s', (sourcetype) => {
  test.each(SEARCHES)('| %s', async (search, expected) => {
    const result = await runSearch(workbench, { spl: `index=* sourcetype="${sourcetype}" | ${search}` });
    const { rows } = await readRows(workbench, result, { offset: 0, count: 100 });
    expect(rows).toEqual(expected);
  });
});
