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
