import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readProps } from '../../workbench/conf/props';
import { sourcetypeOf } from '../../workbench/ingest/given-file';
import type { Workbench } from '../../workbench/jobs/workbench';
import { APP, openWorkbench, type Row, rowsOf } from './loaded-workbench';
import { faultsOf, MODELS } from './models';

const ROOT = join(__dirname, '..', '..');
const SAMPLES = join(ROOT, 'samples');
const SHARED = join(ROOT, '..', 'shared', 'data');
const CASES = join(ROOT, 'test', 'cases', 'ingest');
const SHOWN_FAULTS = 50;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The files of a folder that hold a log which the app reads. */
async function logsIn(folder: string): Promise<string[]> {
  const known = readProps(APP);
  const files = filesIn(folder);
  const found = await Promise.all(files.map((file) => sourcetypeOf(file, known)));
  return files.filter((_, at) => typeof found[at] !== 'string');
}

function lineOf(row: Row): number {
  const file = String(row['source']);
  if (!existsSync(file)) return 0;
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split(/\r?\n/).indexOf(String(row['_raw'])) + 1;
}

const TAGGED = MODELS.map(({ tag }) => `tag=${tag}`).join(' OR ');

describe.each([
  ['samples', SAMPLES],
  ['the cases of loading', CASES],
  ['../shared/data', SHARED],
])('%s', (name, folder) => {
  const check = existsSync(folder) ? test : test.skip;
  let workbench: Workbench;
  let tagged: Row[];

  beforeAll(async () => {
    if (!existsSync(folder)) return;
    workbench = await openWorkbench(await logsIn(folder));
    tagged = await rowsOf(workbench, `index=* ${TAGGED}`);
  }, 120_000);
  afterAll(() => workbench?.engine.close());

  check('every event that is tagged for CIM is as CIM asks', () => {
    const faults = tagged.flatMap((row) =>
      faultsOf(row).map((fault) => `${String(row['source'])}:${lineOf(row)}: ${fault}`),
    );
    const counts = MODELS.map(
      ({ tag }) => `${tagged.filter((row) => [row['tag']].flat().includes(tag)).length} ${tag}`,
    );
    console.log(`${name}: ${counts.join(', ')} of ${new Set(tagged.map((row) => row['source'])).size} logs`);
    expect(tagged.length).toBeGreaterThan(0);
    expect(faults.slice(0, SHOWN_FAULTS)).toEqual([]);
  });
});

test('the judge names what is wrong', () => {
  const good = {
    tag: ['email', 'delivery'],
    action: 'delivered',
    dest: '198.51.100.25',
    internal_message_id: 'AB12',
    message_id: '<1@example.org>',
    protocol: 'smtp',
    recipient: ['bob@example.com'],
    recipient_count: '1',
    recipient_domain: ['example.com'],
    return_addr: 'ann@example.org',
    src: '192.0.2.10',
    src_user: 'ann@example.org',
    src_user_domain: 'example.org',
    status_code: '250',
    vendor_product: 'Zeek',
  };
  expect(faultsOf(good)).toEqual([]);
  expect(faultsOf({ ...good, action: 'deferred', recipient_count: '2', src: undefined })).toEqual([
    'src: is missing',
    'action: found "deferred", expected /^(?:delivered|blocked|quarantined|deleted)$/',
    'tag: delivery does not go with deferred',
    'recipient_count: is not the number of recipients',
  ]);
  const login = {
    tag: 'authentication',
    action: 'failure',
    app: 'smtp',
    dest: 'mx',
    src: '192.0.2.1',
    user: 'ann',
  };
  expect(faultsOf({ ...login, status: 'failed' })).toEqual([]);
  expect(faultsOf({ ...login, user: undefined })).toEqual(['user: is missing', 'status: is not failed']);
});
