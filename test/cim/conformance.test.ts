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
