import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { readApp } from '../../../workbench/conf/app';
import { readCollections } from '../../../workbench/conf/collections';
import { Engine } from '../../../workbench/engine/engine';
import { KvStore } from '../../../workbench/jobs/kv-store';
import { dropResult, readRows, runSearch } from '../../../workbench/jobs/run-search';
import type { Workbench } from '../../../workbench/jobs/workbench';
import type { Row } from './event-table';
import { createKnowledgeApp, KNOWN_RECORDS } from './knowledge-app';
import { createSourcetypeTables } from './sourcetype-tables';

let dir: string;
let engine: Engine;
let workbench: Workbench;

const pick = <T>(values: readonly T[], at: number): T => values[at % values.length]!;

/** Events of all kinds, so that each of the terms below finds some and misses some. */
const ROWS = Array.from({ length: 60 }, (_, at): Row => {
  const src = pick(['192.0.2.1', '192.0.2.9', '198.51.100.2', '203.0.113.3', null], at);
  return {
    sourcetype: pick(['smtp:one', 'smtp:one', 'smtp:two', 'other'], at),
    host: pick(['mx1', 'mx2', 'mx3'], at),
    action: pick(['delivered', 'blocked', null], at * 5 + 1),
    size: pick(['80', '1200', 'many', null], at * 3),
    note: pick(['<b>x', null, null], at * 7),
    ...(src !== null && { src }),
    ...(at % 2 === 0 && { fuids: pick([['F1'], ['F2'], ['F1', 'F2'], ['F3']], at / 2) }),
    ...(at % 6 === 0 && { kind: 'session' }),
  };
});

beforeAll(async () => {
  dir = createKnowledgeApp();
  engine = await Engine.open();
  const app = readApp(dir);
  const kv = new KvStore(readCollections(app));
  for (const [collection, records] of Object.entries(KNOWN_RECORDS))
    kv.save({ collection, user: 'nobody' }, records);
  workbench = { engine, app, kv, tables: await createSourcetypeTables(engine, 'events', ROWS) };
});

afterAll(() => {
  engine.close();
  rmSync(dir, { recursive: true });
});

async function rowsOf(spl: string): Promise<readonly unknown[]> {
  const result = await runSearch(workbench, { spl });
  const { rows } = await readRows(workbench, result, { offset: 0, count: 1000 });
  await dropResult(workbench, result);
  return rows;
}

const comparison = fc
  .tuple(
    fc.constantFrom(
      ...['eventtype=smtp_mail', 'eventtype=smtp_*', 'eventtype=risky', 'eventtype=smtp_blocked'],
      ...['tag=email', 'tag=e*', 'tag=vip', 'tag::host=edge', 'tag::zone=watched', 'tag=smtp_session'],
      ...['zone=lab', 'zone=*', 'file_name=*.exe', 'threat=low', 'owner=ann', 'since=2001'],
      ...['src=192.0.2.0/24', 'action=blocked', 'size>100', 'host=mx1', 'sourcetype=smtp:*', 'kind=*'],
      ...['mx2', '"host=mx3"', 'host::mx1', 'tag IN (vip, offer, delivery)', 'zone IN (lab, office)'],
    ),
    fc.boolean(),
  )
  .map(([term, isSame]) => (isSame ? term : term.replace(/(?<![<>!:])=(?![^(]*\))/, '!=')));

const { terms } = fc.letrec<{ terms: string }>((tie) => ({
  terms: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    comparison,
    tie('terms').map((inner) => `NOT (${inner})`),
    fc.tuple(tie('terms'), tie('terms')).map(([left, right]) => `(${left} ${right})`),
    fc.tuple(tie('terms'), tie('terms')).map(([left, right]) => `(${left} OR ${right})`),
  ),
}));

const SHOWN = 'table _time src zone file_name owner eventtype tag tag::host';

test('terms find the same events as conditions on columns and as a later search over all fields', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(terms, async (text) => {
      const direct = await rowsOf(`${text} | ${SHOWN}`);
      if (direct.length > 0 && direct.length < ROWS.length) found++;
      expect(direct).toEqual(await rowsOf(`* | search ${text} | ${SHOWN}`));
    }),
    { numRuns: 30, seed: 20_120_316 },
  );
  expect(found).toBeGreaterThan(15);
});

test('the newest events that terms find are the first of all that they find', async () => {
  await fc.assert(
    fc.asyncProperty(terms, fc.integer({ min: 1, max: 8 }), async (text, count) => {
      const all = await rowsOf(`${text} | ${SHOWN}`);
      expect(await rowsOf(`${text} | head ${count} | ${SHOWN}`)).toEqual(all.slice(0, count));
    }),
    { numRuns: 15, seed: 20_120_318 },
  );
});

test('a search that does not show what lookups say counts the same as one that shows all fields', async () => {
  await fc.assert(
    fc.asyncProperty(terms, async (text) => {
      const narrow = await rowsOf(`${text} | stats count by host`);
      expect(narrow).toEqual(await rowsOf(`${text} | fields - nothing | stats count by host`));
    }),
    { numRuns: 15, seed: 20_120_317 },
  );
});

const UNKNOWN = ['action', 'src', 'src_user'].map(
  (name) => `${name}=if(isnull(${name}) OR ${name}="", "unknown", ${name})`,
);
/** The model Email as a plain search. */
const PLAIN = `tag=email | eval ${UNKNOWN.join(', ')}`;

const asked = fc.record({
  by: fc.uniqueArray(fc.constantFrom('src', 'action', 'host', 'sourcetype'), { maxLength: 2 }),
  perHour: fc.boolean(),
  functions: fc.uniqueArray(
    fc.constantFrom(
      'count',
      'dc(src)',
      'sum(size)',
      'values(action)',
      'max(size)',
      'min(_time)',
      'latest(host)',
    ),
    { minLength: 1, maxLength: 3 },
  ),
  where: fc.constantFrom('host=*', 'action=unknown', 'NOT src=192.0.2.*', 'size>100 OR action=blocked'),
});

/** The same with the dataset's name before its fields. */
const named = (text: string): string => text.replace(/\b(?:src|action|size)\b/g, 'All_Email.$&');

const grouping = (fields: readonly string[]): string =>
  fields.length === 0 ? '' : ` by ${fields.join(' ')}`;

/** Times as numbers: only a field called `_time` is written as a date. */
const asSeconds = (cell: unknown): unknown =>
  typeof cell === 'string' && /^\d{4}-\d\d-\d\dT/.test(cell) ? String(Date.parse(cell) / 1000) : cell;

test('tstats over a data model says what stats says of a plain search', async () => {
  await fc.assert(
    fc.asyncProperty(asked, async ({ by, perHour, functions, where }) => {
      const aliased = functions.map((one, at) => `${one} AS f${at}`).join(' ');
      const bins = grouping([...by, ...(perHour ? ['_time span=1h'] : [])]);
      const hours = grouping([...by, ...(perHour ? ['hour'] : [])]);
      const tstats = `| tstats ${named(aliased)} from datamodel=Email where ${named(where)}${named(bins)}`;
      const stats = `${PLAIN} | search ${where} | bin _time span=1h AS hour | stats ${aliased}${hours}`;
      const found = (await rowsOf(tstats)) as readonly (readonly unknown[])[];
      expect(found.map((row) => row.map(asSeconds))).toEqual(await rowsOf(stats));
    }),
    { numRuns: 12, seed: 20_120_319 },
  );
});
