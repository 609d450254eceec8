import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readApp } from '../../../workbench/conf/app';
import { readCollections } from '../../../workbench/conf/collections';
import { Engine } from '../../../workbench/engine/engine';
import { EventStore } from '../../../workbench/ingest/event-store';
import { KvStore } from '../../../workbench/jobs/kv-store';
import { LOOKUP_USER } from '../../../workbench/jobs/lookup-tables';
import { prepareLoaded } from '../../../workbench/jobs/prepare-loaded';
import { dropResult, runSearch } from '../../../workbench/jobs/run-search';
import { scheduledSearches } from '../../../workbench/jobs/saved-search';
import type { Workbench } from '../../../workbench/jobs/workbench';
import { ownedBy } from '../../../workbench/sample-company';
import { DEFAULTS } from '../../samples/arguments';
import { OutputFolder } from '../../samples/folder';
import { tell } from '../../samples/story';
import { type JudgedMessage, judgedMessages } from './authentication';
import type { Finding, PlantedCase } from './judge';

const APP_DIR = join(__dirname, '..', '..', '..', 'dist', 'smtp_watch');
const LOGS = ['smtp.log', 'files.log', 'conn.log', 'ssl.log', 'maillog'];
const DETECTION = /^SMTP - /;

export interface CompanySettings {
  readonly seed: number;
  readonly days: number;
  readonly size: number;
  readonly strength: number;
}

/** A generated company after its alerts have run once over all of its mail. */
export interface WatchedCompany {
  readonly cases: readonly PlantedCase[];
  readonly findings: readonly Finding[];
  readonly judged: readonly JudgedMessage[];
  /** What each alert took, or why it failed. */
  readonly searches: readonly { readonly name: string; readonly seconds: number; readonly error?: string }[];
}

const values = (value: unknown): string[] =>
  value === undefined || value === null ? [] : [value].flat().map(String);

function rangeOf({ tables }: Workbench): { readonly earliest: number; readonly latest: number } {
  return {
    earliest: Math.floor(Math.min(...tables.map((table) => table.earliest))),
    latest: Math.floor(Math.max(...tables.map((table) => table.latest))) + 1,
  };
}

async function runDetections(workbench: Workbench): Promise<WatchedCompany['searches']> {
  const { earliest, latest } = rangeOf(workbench);
  const searches: WatchedCompany['searches'][number][] = [];
  for (const { name, spl } of scheduledSearches(workbench.app).filter((one) => DETECTION.test(one.name))) {
    const start = performance.now();
    const seconds = (): number => (performance.now() - start) / 1000;
    try {
      const request = { spl, earliest, latest, now: latest, savedSearch: name };
      await dropResult(workbench, await runSearch(workbench, request));
      searches.push({ name, seconds: seconds() });
    } catch (error) {
      searches.push({
        name,
        seconds: seconds(),
        error: error instanceof Error ? error.message : String(error),
      });
    }
  }
  return searches;
}

/** Makes a company's logs in the folder and lets the app watch them. */
export async function watchCompany(folder: string, settings: CompanySettings): Promise<WatchedCompany> {
  mkdirSync(folder, { recursive: true });
  const output = new OutputFolder(folder);
  tell({ ...DEFAULTS, ...settings }, output.write);
  output.close();
  return watchFolder(folder);
}

/** Lets the app watch the generated logs in a folder, knowing what the company owns. */
export async function watchFolder(folder: string): Promise<WatchedCompany> {
  const app = readApp(APP_DIR, join(folder, 'state'));
  const kv = new KvStore(readCollections(app));
  for (const [collection, records] of Object.entries(ownedBy(folder)))
    kv.write({ collection, user: LOOKUP_USER }, [...records], { keepsOthers: true, updates: true });
  const engine = await Engine.open();
  try {
    const events = await EventStore.open(engine, app);
    await events.load({ files: LOGS.map((name) => join(folder, name)) });
    const workbench: Workbench = { engine, app, kv, events, tables: events.tables };
    await prepareLoaded(workbench, (sentence) => console.error(sentence));
    const loaded = { ...workbench, tables: events.tables };
    const searches = await runDetections(loaded);
    const judged = await judgedMessages(loaded, rangeOf(loaded).latest);
    const findings = kv.records({ collection: 'smtp_watch_findings', user: LOOKUP_USER }).map(
      (record): Finding => ({
        detection: String(record['detection']),
        entity: String(record['entity']),
        related: values(record['related']),
        score: Number(record['score']),
        reasons: values(record['reasons']),
      }),
    );
    const { cases } = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as {
      cases: PlantedCase[];
    };
    return { cases, findings, judged, searches };
  } finally {
    engine.close();
  }
}
