import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { rowFormatter } from '../../../workbench/command-line/format-rows';
import { readApp } from '../../../workbench/conf/app';
import { readCollections } from '../../../workbench/conf/collections';
import { Engine } from '../../../workbench/engine/engine';
import { KvStore } from '../../../workbench/jobs/kv-store';
import { dropResult, readRows, runSearch, SearchError } from '../../../workbench/jobs/run-search';
import type { Workbench } from '../../../workbench/jobs/workbench';
import { createApp, RECORDS } from './app-folder';
import { readCases, type SplCase, updateCase } from './case-file';
import { createEvents } from './event-table';
import { createKnowledgeApp, KNOWN_RECORDS } from './knowledge-app';
import { createSourcetypeTables } from './sourcetype-tables';

const isUpdating = process.env['UPDATE_CASES'] === '1' && process.env['CI'] === undefined;

let dirs: string[];
/** The app of most cases, and the one of those in the folder "knowledge". */
let apps: Record<'plain' | 'knowing', Pick<Workbench, 'app' | 'kv'>>;
let engine: Engine;
let tables = 0;

beforeAll(async () => {
  dirs = [createApp(), createKnowledgeApp()];
  const [plain, knowing] = dirs.map((dir) => {
    const app = readApp(dir, join(dir, 'state'));
    return { app, kv: new KvStore(readCollections(app)) };
  });
  for (const [collection, records] of Object.entries(KNOWN_RECORDS))
    knowing!.kv.save({ collection, user: 'nobody' }, records);
  apps = { plain: plain!, knowing: knowing! };
  engine = await Engine.open();
});

afterAll(() => {
  engine.close();
  for (const dir of dirs) rmSync(dir, { recursive: true });
});

interface Outcome {
  readonly section: 'expect' | 'error';
  readonly text: string;
}

/** Takes back what searches have written. */
function restoreState({ app, kv }: Pick<Workbench, 'app' | 'kv'>): void {
  rmSync(join(app.dir, 'state'), { recursive: true, force: true });
  for (const [collection, records] of Object.entries(RECORDS)) {
    const mode = { keepsOthers: false, updates: true };
    if (kv.collections.has(collection)) kv.write({ collection, user: 'nobody' }, records, mode);
  }
}

/** What a search gives: rows as JSON lines, absent fields left out, and warnings behind them; or its error. */
async function outcomeOf({ file, spl, rows }: SplCase): Promise<Outcome> {
  const isKnowing = file.startsWith('knowledge/');
  const name = `events_${++tables}`;
  const events = isKnowing
    ? await createSourcetypeTables(engine, name, rows)
    : [await createEvents(engine, name, rows)];
  const knowledge = apps[isKnowing ? 'knowing' : 'plain'];
  const workbench = { engine, ...knowledge, tables: events };
  if (!isKnowing) restoreState(knowledge);
  try {
    const result = await runSearch(workbench, { spl });
    const page = await readRows(workbench, result, { offset: 0, count: 1000 });
    await dropResult(workbench, result);
    const lines = rowFormatter('json')(page, true);
    const messages = result.messages.map(
      ({ type, text }) => `${type}: ${text.replaceAll(knowledge.app.dir, 'app')}`,
    );
    return { section: 'expect', text: [...lines, ...messages].join('\n') };
  } catch (error) {
    if (!(error instanceof SearchError)) throw error;
    return { section: 'error', text: error.message.replaceAll(knowledge.app.dir, 'app') };
  } finally {
    for (const { from, columns } of events) await engine.run(`DROP TABLE ${from(columns)}`);
  }
}

const cases = readCases();

test.each(cases.map((one) => [`${one.file}: ${one.name}`, one] as const))('%s', async (_, one) => {
  const outcome = await outcomeOf(one);
  if (isUpdating) {
    updateCase(one, outcome.section, outcome.text);
    return;
  }
  expect(outcome).toEqual(
    one.error === undefined
      ? { section: 'expect', text: (one.expect ?? ['(the case expects nothing)']).join('\n') }
      : { section: 'error', text: one.error },
  );
});

test('every case has a name of its own in its file, and says who says so', () => {
  const names = cases.map(({ file, name }) => `${file}: ${name}`);
  expect(new Set(names).size).toBe(names.length);
  expect(cases.filter(({ origin }) => origin === '')).toEqual([]);
});

test('a search leaves no table behind but its result and the lookups that were read', async () => {
  const { columns } = await engine.query(
    "SELECT table_name FROM information_schema.tables WHERE table_catalog <> 'lookups'",
  );
  expect(columns).toEqual([[]]);
});

test('errors are worded alike: lower case, no full stop, no "you", with their place and an underline', () => {
  const errors = cases.flatMap(({ error }) => (error === undefined ? [] : [error]));
  expect(errors.length).toBeGreaterThan(80);
  for (const error of errors) {
    const [sentence = '', , underline = ''] = error.split('\n');
    expect(sentence).toMatch(/^["a-z].* at line \d+, column \d+$/);
    expect(sentence).not.toMatch(/\b(?:you|your|please|invalid|sorry)\b|\.(?: at line|$)/i);
    expect(underline).toMatch(/^\s*~+$/);
  }
});
