import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FIELDS } from '../../schema/fields';
import { SOURCETYPES } from '../../schema/sourcetypes';
import { readApp } from '../../workbench/conf/app';
import { readProps } from '../../workbench/conf/props';
import { Engine } from '../../workbench/engine/engine';
import type { EventTable } from '../../workbench/ingest/event-table';
import { loadFiles } from '../../workbench/ingest/load';

const ROOT = join(__dirname, '..', '..');
const app = readApp(ROOT);
const sourcetypes = readProps(app);
const names = new Set(FIELDS.map(({ name }) => name));
const isArray = (field: string): boolean => field.endsWith('{}');

test('a field is named once', () => {
  expect(names.size).toBe(FIELDS.length);
});

test.each([...sourcetypes.keys()])('every field that %s makes is in the schema', (name) => {
  const { aliases, evals, extractions } = sourcetypes.get(name)!;
  const made = [
    ...aliases.map(({ to }) => to),
    ...evals.map(({ field }) => field),
    ...extractions.flatMap(({ fields }) => fields.map((one) => (typeof one === 'string' ? one : one.field))),
  ];
  expect(made.filter((field) => !isArray(field) && !names.has(field))).toEqual([]);
});

describe('events', () => {
  let tables: readonly EventTable[];

  beforeAll(async () => {
    const folder = join(ROOT, 'test', 'cases', 'ingest');
    const files = readdirSync(folder).map((name) => join(folder, name, 'input.log'));
    const engine = await Engine.open();
    ({ tables } = await loadFiles(engine, app, { files }));
    engine.close();
  });

  test('every field of the schema comes from some sourcetype', () => {
    const found = new Set(tables.flatMap(({ columns }) => columns.map(({ name }) => name)));
    expect([...names].filter((name) => !found.has(name))).toEqual([]);
  });

  test('multivalue fields are lists everywhere, no other field is', () => {
    const multivalue = FIELDS.filter(({ isMultivalue }) => isMultivalue).map(({ name }) => name);
    for (const { columns } of tables) {
      const lists = columns
        .filter(({ kind, name }) => kind === 'list' && !isArray(name))
        .map(({ name }) => name);
      expect(lists.filter((name) => !multivalue.includes(name))).toEqual([]);
      expect(
        columns.filter(({ kind, name }) => kind !== 'list' && multivalue.includes(name) && name !== 'cc'),
      ).toEqual([]);
    }
  });
});

test('the sourcetypes of the schema are those that props.conf offers for upload, each described', () => {
  const stanzas = [...app.conf('props').values()];
  const offered = stanzas.filter(({ settings }) => settings.get('pulldown_type')?.value === 'true');
  expect(SOURCETYPES.map(({ name }) => name).sort()).toEqual(offered.map(({ name }) => name).sort());
  expect(offered.filter(({ settings }) => !settings.has('description')).map(({ name }) => name)).toEqual([]);
});

test('both tab-separated sourcetypes calculate their fields alike', () => {
  const [header, headerless] = ['zeek:smtp:tsv', 'zeek:smtp:headerless'].map((name) =>
    sourcetypes.get(name)!.evals.map(({ field, expression }) => `${field} = ${expression}`),
  );
  expect(header).toEqual(headerless);
});

test('all sourcetypes of smtp.log calculate the same fields of a mail', () => {
  const zeek = new Set([
    'date',
    'from',
    'helo',
    'last_reply',
    'mailfrom',
    'message_id',
    'msg_id',
    'reply_to',
    'subject',
  ]);
  const raw = new Set([
    ...zeek,
    'in_reply_to',
    'first_received',
    'second_received',
    'x_originating_ip',
    'user_agent',
  ]);
  const calculated = ['zeek:smtp:tsv', 'zeek:smtp:headerless', 'zeek:smtp'].map((name) =>
    sourcetypes
      .get(name)!
      .evals.map(({ field }) => field)
      .filter((field) => !raw.has(field)),
  );
  expect(calculated[1]).toEqual(calculated[0]);
  expect(calculated[2]).toEqual(calculated[0]);
});

test('regular expressions keep to what PCRE and RE2 read alike', () => {
  const texts = ['props', 'transforms'].flatMap((name) =>
    [...app.conf(name).values()].flatMap(({ settings }) => [...settings.values()].map(({ value }) => value)),
  );
  expect(texts.filter((text) => /\(\?(?:[=!>]|<[=!])|[*+?}]\+|\\[GKZ]/.test(text))).toEqual([]);
});
