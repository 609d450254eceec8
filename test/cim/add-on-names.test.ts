import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readApp } from '../../workbench/conf/app';
import { Engine } from '../../workbench/engine/engine';
import { loadFiles } from '../../workbench/ingest/load';
import { type Event, eventsIn, ROOT } from '../workbench/ingest/events';

const CASES = join(ROOT, 'test', 'cases', 'ingest');
const ZEEK = join(ROOT, '..', 'shared', 'data', 'zeek');

/** What the add-ons that give these names set at index time; the app leaves that to them. */
const INDEX_TIME = {
  json: 'SHOULD_LINEMERGE = false\nLINE_BREAKER = ([\\r\\n]+)\nTRUNCATE = 0\nTIME_PREFIX = "ts":\\s*"?\n',
  header: `SHOULD_LINEMERGE = false\nTRUNCATE = 0\nTIME_FORMAT = %s.%6N\nINDEXED_EXTRACTIONS = tsv
FIELD_HEADER_REGEX = ^#fields\\t(.*)\nFIELD_DELIMITER = \\t\nFIELD_QUOTE = none\nTIMESTAMP_FIELDS = ts
TRANSFORMS-comments = zeek_smtp_comments\n`,
};

/** The Corelight Add-on for Zeek gives our own name to logs whose columns it has indexed. */
const SAME_NAME = 'zeek:smtp';
const INDEXED_BY_OTHERS = 'zeek:smtp indexed by its columns';

/** What the search that gathers attachments reads of files.log. */
const GATHERED = ['fuid', 'protocol', 'filename', 'seen_bytes', 'mime_type', 'md5', 'sha1', 'sha256'];
const FILES_BY_COLUMNS = ['bro_files', 'zeek:files indexed by its columns'];

/** Under each name of an add-on, the same log is to have the fields that it has under ours. */
const NAMES: readonly (readonly [theirs: string, ours: string, way: keyof typeof INDEX_TIME, log: string])[] =
  [
    ['bro:smtp:json', 'zeek:smtp', 'json', 'smtp'],
    ['zeek:smtp:json', 'zeek:smtp', 'json', 'smtp'],
    ['corelight_smtp', 'zeek:smtp', 'json', 'smtp'],
    ['bro_smtp', 'zeek:smtp:tsv', 'header', 'smtp'],
    ['zeek_smtp', 'zeek:smtp:tsv', 'header', 'smtp'],
    [INDEXED_BY_OTHERS, 'zeek:smtp:tsv', 'header', 'smtp'],
    ['bro:files:json', 'zeek:files', 'json', 'files'],
    ['corelight_files', 'zeek:files', 'json', 'files'],
    ['corelight_conn', 'zeek:conn', 'json', 'conn'],
    ['corelight_ssl', 'zeek:ssl', 'json', 'ssl'],
    ['corelight_notice', 'zeek:notice', 'json', 'notice'],
    ['corelight_weird', 'zeek:weird', 'json', 'weird'],
    ['corelight_smtp_links', 'zeek:smtp_links', 'json', 'smtp-links'],
  ];

const REAL: Readonly<Record<string, readonly string[]>> = {
  'zeek:smtp': ['slips_test9/dataset/test9-mixed-zeek-dir/smtp.log', 'wrccdc2018/smtp.json.gz'],
  'zeek:smtp:tsv': ['wrccdc2018/smtp.log.gz', 'm57_benign_office/smtp.log', 'zat/smtp.log'],
  'zeek:files': ['slips_test9/dataset/test9-mixed-zeek-dir/files.log'],
};

let folder: string;

/** The settings of search time of a sourcetype, as text, but KV_MODE: in columns there is no JSON to be found. */
function searchTimeOf(name: string): string {
  const settings = readApp(ROOT).conf('props').get(name)?.settings ?? new Map();
  return [...settings]
    .filter(([key]) => /^(?:EVAL|REPORT|FIELDALIAS|LOOKUP)-/.test(key))
    .map(([key, { value }]) => `${key} = ${value}\n`)
    .join('');
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'add-on-'));
  cpSync(join(ROOT, 'default'), join(folder, 'default'), { recursive: true });
  if (existsSync(join(ROOT, 'lookups')))
    cpSync(join(ROOT, 'lookups'), join(folder, 'lookups'), { recursive: true });
  mkdirSync(join(folder, 'local'));
  const stanzas = NAMES.map(
    ([name, , way]) =>
      `[${name}]\n${INDEX_TIME[way]}${name === INDEXED_BY_OTHERS ? searchTimeOf(SAME_NAME) : ''}`,
  );
  for (const name of FILES_BY_COLUMNS) {
    const ours = name === 'bro_files' ? '' : searchTimeOf('zeek:files');
    stanzas.push(`[${name}]\n${INDEX_TIME.header}${ours}`);
  }
  writeFileSync(join(folder, 'local', 'props.conf'), stanzas.join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function fieldsOf(sourcetype: string, file: string): Promise<Event[]> {
  const engine = await Engine.open();
  try {
    const { tables } = await loadFiles(engine, readApp(folder), { files: [file], sourcetype });
    const events = await eventsIn(engine, tables);
    // Times are the add-on's affair; names with _ for a dot are what it has indexed, {} what fields are made of, and "id" is a pair
    // that Splunk finds by itself in a reply.
    return events.map((event) =>
      Object.fromEntries(
        Object.entries(event).filter(([name]) => !/^(_time|_serial|sourcetype|id|id_\w+|.*\{\})$/.test(name)),
      ),
    );
  } finally {
    engine.close();
  }
}

function casesOf(ours: string, log: string): string[] {
  const isOf = (name: string): boolean =>
    log === 'smtp'
      ? (ours === 'zeek:smtp' ? /^json-(?!damaged)/ : /^tsv-(traps|other-columns)/).test(name)
      : name === `zeek-${log}-json`;
  return readdirSync(CASES)
    .filter(isOf)
    .map((name) => join(CASES, name, 'input.log'));
}

describe.each(NAMES)('%s', (theirs, ours, _, log) => {
  test.each(casesOf(ours, log))('has the fields of our own name: %s', async (file) => {
    const expected = await fieldsOf(ours, file);
    expect(expected.length).toBeGreaterThan(0);
    expect(await fieldsOf(theirs, file)).toEqual(expected);
  });

  const real = REAL[ours]?.map((name) => join(ZEEK, name)) ?? [];
  if (real.length > 0)
    (existsSync(ZEEK) ? test : test.skip).each(real)('has them in a real log: %s', async (file) => {
      expect(await fieldsOf(theirs, file)).toEqual(await fieldsOf(ours, file));
    });
});

test.each(FILES_BY_COLUMNS)('%s has what attachments are gathered from', async (name) => {
  const file = join(CASES, 'zeek-files-tsv', 'input.log');
  const gathered = (events: readonly Event[]): unknown[] =>
    events.map((event) => GATHERED.map((field) => event[field]));
  const expected = gathered(await fieldsOf('zeek:files:tsv', file));
  expect(gathered(await fieldsOf(name, file))).toEqual(expected);
});
