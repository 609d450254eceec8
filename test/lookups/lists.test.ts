import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isScannerHelo } from '../../detect/spam-rate/scanner-signs';
import { isFreeMail } from '../../detect/spoof/free-mail';
import { parseCsv, type Row } from '../../tools/lookups/csv';
import { LISTS } from '../../tools/lookups/lists';
import { pathOf } from '../../tools/lookups/make-list';
import { lookupName, readLog } from '../../tools/lookups/page';
import { SOURCES } from '../../tools/lookups/sources';
import { readApp } from '../../workbench/conf/app';
import { readTransforms } from '../../workbench/conf/transforms';

const ROOT = join(__dirname, '..', '..');
const SHARED = join(ROOT, '..', 'shared', 'data', 'lists');

const read = (name: string): { columns: string[]; rows: Row[] } =>
  parseCsv(readFileSync(join(ROOT, 'lookups', name), 'utf8'), name);
const files = readdirSync(join(ROOT, 'lookups')).sort();
const { lookups } = readTransforms(readApp(ROOT));
const rowsOf = (list: string): Row[] => read(`smtp_watch_${list}.csv`).rows;
const cellOf = (list: string, key: string, value: string, column: string): string | undefined =>
  rowsOf(list).find((row) => row[key] === value)?.[column];

test('every file is a list of the table, has a lookup of its name, and every lookup on a file has one', () => {
  const names = LISTS.map(lookupName).sort();
  expect(files).toEqual(names.map((name) => `${name}.csv`));
  const filenames = [...lookups.values()].flatMap(({ name, store }) =>
    store.kind === 'file' ? [[name, store.name]] : [],
  );
  expect(filenames.sort()).toEqual(names.map((name) => [name, `${name}.csv`]));
});

test.each(LISTS.map((list) => [lookupName(list), list] as const))(
  '%s is sorted, without duplicates',
  (name, list) => {
    const { columns, rows } = read(`${name}.csv`);
    expect(columns).toEqual(list.columns);
    const keys = rows.map((row) => list.key.map((column) => row[column]).join('\n'));
    expect(keys).toEqual([...new Set(keys)].sort());
    expect(rows.filter((row) => columns.some((column) => row[column] !== row[column]!.trim()))).toEqual([]);
    for (const column of lookups.get(name)!.rules.matchKinds.keys()) expect(columns).toContain(column);
  },
);

test.each(LISTS.filter(({ kind }) => kind === 'domain'))('$name holds lower-case host names', ({ name }) => {
  const hosts = rowsOf(name).map(({ domain }) => domain!);
  expect(hosts.filter((host) => new URL(`http://${host}`).hostname !== host || !host.includes('.'))).toEqual(
    [],
  );
});

test("names reserved for documentation are nobody's but the defaults of tools", () => {
  const reserved = LISTS.filter(({ kind }) => kind === 'domain').flatMap(({ name }) =>
    rowsOf(name).filter(({ domain }) =>
      /(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid)$/.test(domain!),
    ),
  );
  expect(reserved).toEqual([]);
});

test('no brand is taken for a place where anyone gets an address, but those that are one', () => {
  const kinds = new Map(rowsOf('mail_domains').map(({ domain, kind }) => [domain, kind]));
  const both = rowsOf('brands').filter(({ domain }) => kinds.has(domain));
  expect(both.map(({ domain }) => domain).sort()).toEqual([
    'icloud.com',
    'live.com',
    'orange.fr',
    'outlook.com',
    'yahoo.com',
  ]);
});

test('columns of a few words hold no others', () => {
  const wordsOf = (list: string, column: string): string[] =>
    [...new Set(rowsOf(list).map((row) => row[column]!))].sort();
  expect(wordsOf('mail_domains', 'kind')).toEqual(['disposable', 'forwarding', 'freemail']);
  expect(wordsOf('file_extensions', 'risk')).toEqual(['high', 'low', 'medium', 'none']);
  expect(wordsOf('reply_codes', 'outcome')).toEqual(['intermediate', 'permanent', 'success', 'transient']);
  expect(wordsOf('bulk_mailers', 'role')).toEqual(['links', 'sends']);
  expect(wordsOf('helo_names', 'kind')).toEqual(['default', 'guesser', 'scanner']);
  expect(wordsOf('tlds', 'risk')).toEqual(['abused', 'none']);
  expect(wordsOf('attack_techniques', 'attack_version')).toEqual([expect.stringMatching(/^\d+(\.\d+)?$/)]);
});

test('codes and numbers have the form of their standards', () => {
  const outcome: Record<string, string> = {
    '2': 'success',
    '3': 'intermediate',
    '4': 'transient',
    '5': 'permanent',
  };
  for (const row of rowsOf('reply_codes')) expect(row['outcome']).toBe(outcome[row['status_code']![0]!]);
  for (const { code } of rowsOf('enhanced_codes')) expect(code).toMatch(/^\*\.[0-7]\.\d{1,3}$/);
  for (const { technique_id, tactic } of rowsOf('attack_techniques')) {
    expect(technique_id).toMatch(/^T\d{4}(\.\d{3})?$/);
    expect(tactic).toMatch(/^[a-z-]+( [a-z-]+)*$/);
  }
});

test('the lists and the detections agree on free-mail and on names of scanners', () => {
  const facts = parseCsv(readFileSync(join(ROOT, 'tools/lookups/facts/mail_domains.csv'), 'utf8'), 'facts');
  expect(facts.rows.filter(({ domain }) => !isFreeMail(domain!))).toEqual([]);
  for (const { helo, kind } of rowsOf('helo_names'))
    if (kind === 'scanner') expect([helo, isScannerHelo(helo!)]).toEqual([helo, true]);
});

test.each([
  ['mail_domains', 'domain', 'gmail.com', 'kind', 'freemail'],
  ['mail_domains', 'domain', 'mailinator.com', 'kind', 'disposable'],
  ['mail_domains', 'domain', 'duck.com', 'kind', 'forwarding'],
  ['file_extensions', 'extension', 'exe', 'class', 'executable'],
  ['file_extensions', 'extension', 'lnk', 'class', 'shortcut'],
  ['file_extensions', 'extension', 'iso', 'class', 'disk_image'],
  ['file_extensions', 'extension', 'docm', 'class', 'macro'],
  ['file_extensions', 'extension', 'js', 'class', 'script'],
  ['file_extensions', 'extension', 'pdf', 'risk', 'low'],
  ['link_hosts', 'domain', 'bit.ly', 'kind', 'shortener'],
  ['bulk_mailers', 'domain', 'sendgrid.net', 'service', 'SendGrid'],
  ['tlds', 'tld', 'de', 'kind', 'country'],
  ['enhanced_codes', 'code', '*.7.26', 'category', 'authentication'],
])('%s says of the %s %s that its %s is %s', (list, key, value, column, expected) => {
  expect(cellOf(list, key, value, column)).toBe(expected);
});

/** Entries counted in another way than they are read: with line ends, or with quotes in MISP's JSON. */
function countEntries(path: string): number {
  const text = readFileSync(path, 'utf8');
  if (!path.endsWith('.json')) return text.split('\n').filter((line) => /^\s*[^#\s]/.test(line)).length;
  return text.slice(text.indexOf('"list": ['), text.indexOf(']')).match(/^ {4}"/gm)!.length;
}

const shared = LISTS.flatMap(({ parts }) => parts)
  .filter(({ format }) => format !== 'mime-db')
  .map(pathOf);

(existsSync(SHARED) ? test : test.skip).each(shared)('all entries of %s were read', (path) => {
  expect(readLog()[path]?.entries).toBe(countEntries(join(SHARED, path)));
});

test('foreign lists are under licences that allow copies, those that ask for it with their text', () => {
  for (const source of Object.values(SOURCES)) {
    expect(['CC0-1.0', 'MIT', 'ATT&CK terms of use']).toContain(source.licence);
    const text =
      'notice' in source ? readFileSync(join(ROOT, 'tools/lookups/licences', source.notice), 'utf8') : '';
    expect(text.includes('Permission is hereby granted')).toBe(source.licence === 'MIT');
  }
});
