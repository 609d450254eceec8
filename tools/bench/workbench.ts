// Loading and the Overview's searches over generated rows, beside hand-written DuckDB SQL for the same questions: medians.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import overview from '../../app/dashboards/overview';
import { type AppConf, readApp } from '../../workbench/conf/app';
import { readCollections } from '../../workbench/conf/collections';
import { Engine } from '../../workbench/engine/engine';
import { EventStore } from '../../workbench/ingest/event-store';
import { KvStore } from '../../workbench/jobs/kv-store';
import { dropResult, readRows, runSearch, type SearchResult } from '../../workbench/jobs/run-search';
import type { Workbench } from '../../workbench/jobs/workbench';
import { createMail, LEFT_OUT, QUERIES } from './hand-written';
import { type Answer, differences } from './same-rows';
import { writeSmtpLog } from './smtp-log';

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    repetitions: { type: 'string', default: '5' },
    'load-repetitions': { type: 'string', default: '3' },
    search: { type: 'string', multiple: true },
  },
});

const APP_DIR = join(__dirname, '..', '..', 'dist', 'smtp_watch');
const ROWS = Number(flags.rows);
const EVERYTHING = { offset: 0, count: 50_000 };

interface Spent {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

interface Search {
  readonly spl: string;
  readonly base?: string;
}

const SEARCHES: Readonly<Record<string, Search>> = { extent: { spl: overview.extent }, ...overview.searches };

async function spent<T>(work: () => Promise<T>): Promise<[T, Spent]> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const given = await work();
  const used = process.cpuUsage(cpu);
  return [
    given,
    { seconds: (performance.now() - start) / 1000, cpuSeconds: (used.user + used.system) / 1e6 },
  ];
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}

function medianOf(all: readonly Spent[]): Spent {
  return {
    seconds: median(all.map(({ seconds }) => seconds)),
    cpuSeconds: median(all.map(({ cpuSeconds }) => cpuSeconds)),
  };
}

function cells(...texts: readonly (string | number)[]): string {
  const [first = '', ...rest] = texts.map(String);
  return `  ${first.padEnd(26)}${rest.map((text) => text.padStart(11)).join('')}`;
}

const ratio = (one: number, other: number): string => `${(one / other).toFixed(2)}×`;

async function loadOwn(app: AppConf, log: string, path: string): Promise<void> {
  const engine = await Engine.open();
  const store = await EventStore.open(engine, app, { path });
  await store.load({ files: [log] });
  engine.close();
}

async function loadByHand(log: string, path: string): Promise<void> {
  const engine = await Engine.open(path);
  await engine.shareWork(ROWS);
  await engine.run(createMail(log));
  engine.close();
}

function removeDatabase(path: string): void {
  for (const file of [path, `${path}.wal`]) rmSync(file, { force: true });
}

async function compareLoads(app: AppConf, log: string, own: string, hand: string): Promise<void> {
  const times: Record<'own' | 'hand', Spent[]> = { own: [], hand: [] };
  for (let repetition = 0; repetition < Number(flags['load-repetitions']); repetition++) {
    removeDatabase(own);
    removeDatabase(hand);
    times.own.push((await spent(() => loadOwn(app, log, own)))[1]);
    times.hand.push((await spent(() => loadByHand(log, hand)))[1]);
  }
  const [, again] = await spent(() => loadOwn(app, log, own));
  const [ours, theirs] = [medianOf(times.own), medianOf(times.hand)];
  const megabytes = statSync(log).size / 1e6;
  const line = (name: string, { seconds, cpuSeconds }: Spent, path: string): void =>
    console.log(
      cells(
        name,
        seconds.toFixed(1),
        cpuSeconds.toFixed(1),
        Math.round(ROWS / seconds).toLocaleString('en'),
        (megabytes / seconds).toFixed(0),
        (statSync(path).size / 1e6).toFixed(0),
      ),
    );
  console.log(
    `\nloading ${ROWS.toLocaleString('en')} rows, ${megabytes.toFixed(0)} MB, into a database file`,
  );
  console.log(cells('', 'wall s', 'CPU s', 'rows/s', 'MB/s', 'file MB'));
  line('workbench', ours, own);
  line('hand-written SQL', theirs, hand);
  console.log(cells('ratio', ratio(ours.seconds, theirs.seconds), ratio(ours.cpuSeconds, theirs.cpuSeconds)));
  console.log(cells('workbench, second start', again.seconds.toFixed(2), again.cpuSeconds.toFixed(2)));
}

async function search(
  workbench: Workbench,
  { spl, base }: Search,
  results: ReadonlyMap<string, SearchResult>,
): Promise<{ answer: Answer; result: SearchResult }> {
  const from = base === undefined ? undefined : results.get(base);
  const text = from || /^\s*\|/.test(spl) ? spl : `search ${spl}`;
  const result = await runSearch(workbench, { spl: text, ...(from && { base: from }) });
  const { fields, rows } = await readRows(workbench, result, EVERYTHING);
  return { answer: { fields, rows }, result };
}

async function ask(engine: Engine, sql: string): Promise<Answer> {
  const { names, columns } = await engine.query(sql);
  const rows = Array.from({ length: columns[0]?.length ?? 0 }, (_, row) =>
    columns.map((column) => column[row]),
  );
  return { fields: names, rows };
}

interface Compared {
  /** Median seconds of the search and of its query, where there is one. */
  readonly own: number;
  readonly sql: number | undefined;
  readonly faults: readonly string[];
}

/** Times one search beside its query, in turn; prints a line and says where the answers differ. */
async function compareSearch(
  workbench: Workbench,
  hand: Engine,
  name: string,
  results: Map<string, SearchResult>,
): Promise<Compared> {
  const own: Spent[] = [];
  const theirs: Spent[] = [];
  const faults = new Set<string>();
  const sql = QUERIES[name];
  for (let repetition = 0; repetition < Number(flags.repetitions); repetition++) {
    const [{ answer, result }, time] = await spent(() => search(workbench, SEARCHES[name]!, results));
    own.push(time);
    const before = results.get(name);
    if (before) await dropResult(workbench, before);
    results.set(name, result);
    if (sql === undefined) continue;
    const [expected, handTime] = await spent(() => ask(hand, sql));
    theirs.push(handTime);
    for (const fault of differences(answer, expected)) faults.add(`${name}: ${fault}`);
  }
  const [ours, others] = [medianOf(own).seconds, medianOf(theirs).seconds];
  const compared =
    sql === undefined
      ? ['-', '-', SEARCHES[name]?.base ? 'post-process' : 'no query']
      : [(others * 1000).toFixed(0), ratio(ours, others), faults.size === 0 ? 'same answer' : 'DIFFERENT'];
  console.log(
    `${cells(name, (ours * 1000).toFixed(0), ...compared.slice(0, 2))}  ${compared[2]}${LEFT_OUT[name] ? `; ${LEFT_OUT[name]}` : ''}`,
  );
  return { own: ours, sql: sql === undefined ? undefined : others, faults: [...faults] };
}

/** All questions of the page that have a query, as a reader waits for them. */
function printTotal(all: readonly Compared[]): void {
  const asked = all.filter(({ sql }) => sql !== undefined);
  const own = asked.reduce((sum, one) => sum + one.own, 0);
  const sql = asked.reduce((sum, one) => sum + one.sql!, 0);
  console.log(cells('all with a query', (own * 1000).toFixed(0), (sql * 1000).toFixed(0), ratio(own, sql)));
}

async function compareSearches(app: AppConf, log: string, own: string, hand: string): Promise<string[]> {
  const [engine, other] = [await Engine.open(), await Engine.open(hand)];
  await other.shareWork(ROWS);
  const store = await EventStore.open(engine, app, { path: own });
  await store.load({ files: [log] });
  const workbench: Workbench = { engine, app, kv: new KvStore(readCollections(app)), tables: store.tables };
  console.log(`\nsearches of the Overview, medians of ${flags.repetitions}`);
  console.log(cells('', 'wall ms', 'SQL ms', 'ratio'));
  const results = new Map<string, SearchResult>();
  const compared: Compared[] = [];
  for (const name of flags.search ?? Object.keys(SEARCHES))
    compared.push(await compareSearch(workbench, other, name, results));
  printTotal(compared);
  engine.close();
  other.close();
  return compared.flatMap(({ faults }) => faults);
}

async function main(folder: string): Promise<void> {
  const app = readApp(APP_DIR);
  const [log, own, hand] = ['smtp.log', 'own.duckdb', 'hand.duckdb'].map((file) => join(folder, file));
  await writeSmtpLog(log!, ROWS);
  await compareLoads(app, log!, own!, hand!);
  const faults = await compareSearches(app, log!, own!, hand!);
  console.log(
    `\nload of the machine ${loadavg()
      .map((tasks) => tasks.toFixed(1))
      .join(' ')}`,
  );
  for (const fault of faults.slice(0, 20)) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}

const temporary = mkdtempSync(join(tmpdir(), 'smtp-watch-bench-'));
main(temporary)
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  })
  .finally(() => rmSync(temporary, { recursive: true, force: true }));
