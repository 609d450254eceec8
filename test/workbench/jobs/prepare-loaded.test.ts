import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readApp } from '../../../workbench/conf/app';
import { Engine } from '../../../workbench/engine/engine';
import { EventStore } from '../../../workbench/ingest/event-store';
import { KvStore } from '../../../workbench/jobs/kv-store';
import { prepareLoaded } from '../../../workbench/jobs/prepare-loaded';
import { readRows, runSearch } from '../../../workbench/jobs/run-search';
import type { Workbench } from '../../../workbench/jobs/workbench';

const ROOT = join(__dirname, '..', '..', '..');
const SCHEDULED = 'enableSched = 1\ncron_schedule = */5 * * * *\n';
const SAVED = `[Not yet]
${SCHEDULED}search = index=* | head 1 | eval _raw="not yet" | collect index=made

[Fails]
${SCHEDULED}schedule_priority = highest
search = index=* | nonsense

[Makes]
${SCHEDULED}schedule_priority = highest
search = index=* | stats count BY src | eval _raw="from ".src, _time=now() | collect index=made
`;

let folder: string;
let engine: Engine;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'prepare-'));
  cpSync(join(ROOT, 'default'), join(folder, 'default'), { recursive: true });
  writeFileSync(join(folder, 'default', 'savedsearches.conf'), SAVED);
  engine = await Engine.open();
});

afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

test('searches that others rest on run over all that is loaded, and those that fail are noted', async () => {
  const app = readApp(folder);
  const events = await EventStore.open(engine, app);
  await events.load({ files: [join(ROOT, 'samples', 'maccdc2012-twin.log')] });
  const workbench: Workbench = {
    engine,
    app,
    events,
    kv: new KvStore(new Map()),
    get tables() {
      return events.tables;
    },
  };
  const notes: string[] = [];
  await prepareLoaded(workbench, (note) => notes.push(note));
  expect(notes).toEqual([
    expect.stringMatching(/^scheduled search "Fails" failed: unknown command "nonsense" at line 1/),
  ]);
  const spl =
    'index=made | stats count BY sourcetype | appendcols [search index=main | stats dc(src) AS sources]';
  const { rows } = await readRows(workbench, await runSearch(workbench, { spl }), { offset: 0, count: 10 });
  expect(rows).toEqual([['stash', rows[0]?.[2], expect.stringMatching(/^[1-9]\d+$/)]]);
});
