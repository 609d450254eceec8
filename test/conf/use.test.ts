import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readApp } from '../../workbench/conf/app';
import type { Extraction } from '../../workbench/conf/extractions';
import { readProps } from '../../workbench/conf/props';
import { Engine, quoteName, quoteText } from '../../workbench/engine/engine';
import type { EventTable } from '../../workbench/ingest/event-table';
import { loadFiles } from '../../workbench/ingest/load';
import { storedNames } from '../../workbench/spl/relation';

const ROOT = join(__dirname, '..', '..');
const CASES = join(ROOT, 'test', 'cases', 'ingest');
const INPUTS = readdirSync(CASES).map((name) => join(CASES, name, 'input.log'));
const sourcetypes = readProps(readApp(ROOT));

let engine: Engine;
let tables: readonly EventTable[];

beforeAll(async () => {
  engine = await Engine.open();
  ({ tables } = await loadFiles(engine, readApp(ROOT), { files: INPUTS }));
}, 60_000);

afterAll(() => engine.close());

function storedName(table: EventTable, field: string): string | undefined {
  const names = table.columns.map(({ name }) => name);
  const at = names.indexOf(field);
  return at < 0 ? undefined : quoteName(storedNames(names)[at]!);
}

/** Whether the condition on a field holds for an event of any table that has the field. */
async function holdsSomewhere(field: string, condition: (sql: string) => string): Promise<boolean> {
  for (const table of tables) {
    const name = storedName(table, field);
    if (name === undefined) continue;
    const { columns } = await engine.query(
      `SELECT count(*) FROM ${table.from(table.columns)} WHERE ${condition(name)}`,
    );
    if (columns[0]?.[0] !== 0) return true;
  }
  return false;
}

function usesOf({ sourceKey, ...extraction }: Extraction): Promise<boolean> {
  if (extraction.kind === 'delimited') return holdsSomewhere(sourceKey, (sql) => `${sql} IS NOT NULL`);
  return holdsSomewhere(
    sourceKey,
    (sql) => `regexp_matches(CAST(${sql} AS VARCHAR), ${quoteText(extraction.regex)})`,
  );
}

test('every extraction finds something in a case', async () => {
  const all = [...sourcetypes.values()].flatMap(({ extractions }) => extractions);
  const byName = new Map(all.map((extraction) => [extraction.place, extraction]));
  const unused: string[] = [];
  for (const [place, extraction] of byName) if (!(await usesOf(extraction))) unused.push(place);
  expect(unused).toEqual([]);
});

test('every calculated field has a value in a case', async () => {
  const places = new Map<string, string>();
  for (const { evals } of sourcetypes.values())
    for (const { field, expression, place } of evals) places.set(`${field} = ${expression}`, place);
  const unused: string[] = [];
  for (const [setting, place] of places) {
    const field = setting.slice(0, setting.indexOf(' = '));
    if (!(await holdsSomewhere(field, (sql) => `${sql} IS NOT NULL`))) unused.push(place);
  }
  expect(unused).toEqual([]);
});

test('every line that an index-time transform looks for is in a case', () => {
  const lines = INPUTS.flatMap((file) => readFileSync(file, 'utf8').split(/[\r\n]+/));
  const transforms = [...sourcetypes.values()].flatMap(({ indexTransforms }) => indexTransforms);
  const regexes = new Map(
    transforms.flatMap((one) =>
      one.kind === 'discard' || one.kind === 'host' ? [[one.name, one.regex]] : [],
    ),
  );
  const unused = [...regexes].filter(([, regex]) => !lines.some((line) => new RegExp(regex).test(line)));
  expect(unused).toEqual([]);
});
