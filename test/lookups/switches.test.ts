import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppWithRows, BUILT_APP } from './app-with-rows';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'lookups.md'), 'utf8');

/** A stanza as docs/lookups.md gives it, with its settings. */
function documented(stanza: string): string {
  const lines = PAGE.split('\n');
  const start = lines.indexOf(`    [${stanza}]`);
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('    '));
  return lines.slice(start, end).join('\n').replaceAll(/^ {4}/gm, '');
}

const COLLECTIONS = ['ip_intel', 'email_intel', 'file_intel'];
const FIELDS = 'ip, src_user, file_hash, threat_key, description, weight';
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-watch-switches-'));
  for (const name of ['default', 'metadata', 'bin']) symlinkSync(join(BUILT_APP, name), join(folder, name));
  mkdirSync(join(folder, 'local'));
  mkdirSync(join(folder, 'lookups'));
  const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  write(
    'local/macros.conf',
    ['smtp_watch_es_indicator(1)', 'smtp_watch_corporate_domains'].map(documented).join('\n'),
  );
  write('local/collections.conf', COLLECTIONS.map((name) => `[${name}]\n`).join(''));
  const lookups = COLLECTIONS.map((name) => `[${name}]\nexternal_type = kvstore\nfields_list = ${FIELDS}\n`);
  const corporate = '[cim_corporate_email_domain_lookup]\nfilename = corporate.csv\n';
  write('local/transforms.conf', `${lookups.join('')}${corporate}`);
  write('lookups/corporate.csv', 'domain,notes\ncorporate.example,ours\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('with the switches of the page Enterprise Security and SA-CIM are asked', async () => {
  const app = await AppWithRows.open(
    [
      { src: '198.51.100.7', src_user: 'a@corporate.example' },
      { src: '198.51.100.8', src_user: 'bad@else.example' },
    ],
    folder,
  );
  app.keep('ip_intel', [{ ip: '198.51.100.7', threat_key: 'feed', description: 'botnet', weight: 3 }]);
  app.keep('email_intel', [{ src_user: 'bad@else.example', threat_key: 'phish', weight: 1 }]);
  const own = 'eval own=if(match(src_user, `smtp_watch_own_domain_regex`), "yes", "no")';
  const table = 'table src own threat_*';
  expect(await app.rows(`* | \`smtp_watch_indicator(src)\` | ${own} | ${table}`)).toEqual([
    { src: '198.51.100.7', own: 'yes', threat_key: 'feed', threat_description: 'botnet', threat_weight: '3' },
    { src: '198.51.100.8', own: 'no' },
  ]);
  expect(await app.rows(`* | \`smtp_watch_indicator(src_user)\` | ${own} | ${table}`)).toEqual([
    { src: '198.51.100.7', own: 'yes' },
    { src: '198.51.100.8', own: 'no', threat_key: 'phish', threat_weight: '1' },
  ]);
  app.close();
});
