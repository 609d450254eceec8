import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { csvText, parseCsv } from '../../../tools/lookups/csv';
import type { List } from '../../../tools/lookups/list';
import { LISTS } from '../../../tools/lookups/lists';
import { makeList, missingFiles } from '../../../tools/lookups/make-list';

let folder: string;

const FILES: Readonly<Record<string, string>> = {
  'sublime_static_files/url_shorteners.txt': '# a comment\nB.example.com \n\na.example.com\nnot a host\n',
  'misp_warninglists/url-shortener/list.json': '{"list": [".c.example.com", "a.example.com"]}',
  'mime-db/db.json': '{"text/x-one": {"extensions": ["One", "uno"]}, "text/x-two": {}}',
  'misp_warninglists/tlds/list.json': '{"list": ["DE", "XN--P1AI", "MUSEUM"]}',
  'sublime_static_files/suspicious_tlds.txt': 'museum\nac.th\n',
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-watch-lists-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const listOf = (name: string, more: Partial<List> = {}): List => ({
  ...LISTS.find((list) => list.name === name)!,
  ...more,
});

const hosts = (): List => {
  const { parts, ...list } = listOf('link_hosts');
  return { ...list, parts: parts.slice(0, 2) };
};

test('entries are lower-case, sorted, once, and what is no entry is counted and left out', () => {
  const { text, rows, reads } = makeList(hosts(), folder);
  expect(text).toBe(
    'domain,kind\na.example.com,shortener\nb.example.com,shortener\nc.example.com,shortener\n',
  );
  expect(rows).toBe(3);
  expect(reads).toEqual([
    { path: 'sublime_static_files/url_shorteners.txt', entries: 3, leftOut: 1 },
    { path: 'misp_warninglists/url-shortener/list.json', entries: 2, leftOut: 0 },
  ]);
});

test('of parts that hold the same entry the first counts', () => {
  const { parts, ...list } = hosts();
  const [first, second] = parts as [List['parts'][number], List['parts'][number]];
  const swapped = { ...list, parts: [{ ...second, cells: { kind: 'first' } }, first] };
  expect(makeList(swapped, folder).text).toContain('a.example.com,first\n');
});

test('facts of the project come first, and pairs are kept apart', () => {
  const { text } = makeList(listOf('mime_types'), folder);
  expect(text).toMatch(/^docx,application\/zip$/m);
  expect(text).toMatch(/^one,text\/x-one\n/m);
  expect(text).toMatch(/^uno,text\/x-one\n/m);
});

test('what follows from other cells is added', () => {
  expect(makeList(listOf('tlds'), folder).text).toBe(
    'tld,kind,risk\nde,country,none\nmuseum,generic,abused\nxn--p1ai,international,none\n',
  );
});

test('files that are not there are named', () => {
  expect(missingFiles(hosts(), folder)).toEqual([]);
  expect(missingFiles(listOf('dynamic_dns'), folder)).toEqual(['misp_warninglists/dynamic-dns/list.json']);
});

test('cells with commas, quotes and line ends are read as they were written', () => {
  const rows = [
    { a: 'x,"y"', b: 'one\ntwo' },
    { a: '', b: 'z' },
  ];
  const text = csvText(['a', 'b'], rows);
  expect(text).toBe('a,b\n"x,""y""","one\ntwo"\n,z\n');
  expect(parseCsv(text, 'here')).toEqual({ columns: ['a', 'b'], rows });
  expect(() => parseCsv('a,b\n1\n', 'here')).toThrow('here, line 2: found 1 cells, expected 2');
  expect(() => parseCsv('a\n1"\n', 'here')).toThrow('here, line 2: found a " in the midst of a cell');
});

const path = 'attack-stix-data/enterprise-attack/enterprise-attack.json';

function attackIds(): string[] {
  return makeList(listOf('attack_techniques'), folder).text.match(/^T\d{4}(?:\.\d{3})?/gm)!;
}

function technique(external_id: string, more: object = {}): object {
  const phase = (phase_name: string): object => ({ kill_chain_name: 'mitre-attack', phase_name });
  return {
    type: 'attack-pattern',
    name: `Name of ${external_id}`,
    external_references: [{ source_name: 'capec' }, { source_name: 'mitre-attack', external_id }],
    kill_chain_phases: [phase('stealth'), phase('impact')],
    ...more,
  };
}

function withFile(name: string, text: string, check: (folder: string) => void): void {
  const other = mkdtempSync(join(tmpdir(), 'smtp-watch-lists-'));
  mkdirSync(dirname(join(other, name)), { recursive: true });
  writeFileSync(join(other, name), text);
  check(other);
  rmSync(other, { recursive: true });
}

test('names and tactics of ATT&CK are brought up to date; a technique that is gone is named', () => {
  const ids = attackIds();
  const collection = { type: 'x-mitre-collection', x_mitre_version: '99.1' };
  const old = technique('T1020', { name: 'old name', revoked: true });
  const bundle = (known: readonly string[]): string =>
    JSON.stringify({ objects: [collection, old, ...known.map((id) => technique(id))] });
  withFile(path, bundle(ids), (other) => {
    const { text, facts, rows } = makeList(listOf('attack_techniques'), other);
    expect(text).toMatch(/^T1020,Name of T1020,impact stealth,99\.1,$/m);
    expect(facts).toBe(text);
    expect(rows).toBe(ids.length);
  });
  withFile(path, bundle(ids.slice(0, -1)), (other) => {
    expect(() => makeList(listOf('attack_techniques'), other)).toThrow(
      `${path}: version 99.1 has no technique ${ids.at(-1)}, expected all of the facts`,
    );
  });
});

test('codes of the registry come beside those that only we know, and keep our category', () => {
  const lines = [
    'Code,Sample Text,Associated Basic Status Code,Description,Reference,Submitter,Change Controller',
    'X.1.1,"Bad destination, mailbox\n address",Any,"Long",[RFC3463] (Standards track),G. V.,IESG',
    'X.9.9,New code,550,"",[RFC9999] (Standards track),N. N.,IESG',
    'X.8-9,Unassigned,,,,,',
  ];
  const name = 'smtp-enhanced-status-codes/smtp-enhanced-status-codes-3.csv';
  withFile(name, `${lines.join('\r\n')}\r\n`, (other) => {
    const { text } = makeList(listOf('enhanced_codes'), other);
    expect(text).toMatch(/^\*\.1\.1,"Bad destination, mailbox address",unknown_recipient,RFC 3463$/m);
    expect(text).toMatch(/^\*\.9\.9,New code,other,RFC 9999$/m);
    expect(text).toMatch(/^\*\.7\.515,/m);
    expect(text).not.toContain('Unassigned');
  });
});
