import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { readApp } from '../../../workbench/conf/app';
import { Engine } from '../../../workbench/engine/engine';
import { KvStore } from '../../../workbench/jobs/kv-store';
import { dropResult, runSearch } from '../../../workbench/jobs/run-search';
import type { Workbench } from '../../../workbench/jobs/workbench';
import { makeCommandApp } from './command-app';

let dir: string;
let record: string;
let engine: Engine;
let workbench: Workbench;

beforeAll(async () => {
  ({ dir, record } = makeCommandApp({
    floods: ['flood'],
    boasts: ['boast'],
    chatters: ['long_line'],
    family: ['family'],
    hangs: ['hang_at_once'],
    sleeps: ['sleep'],
    echoes: ['echo'],
  }));
  engine = await Engine.open();
  workbench = { engine, app: readApp(dir), kv: new KvStore(new Map()), tables: [] };
});

afterAll(() => {
  engine.close();
  rmSync(dir, { recursive: true });
});

afterEach(() => rmSync(record, { force: true }));

/** Folders of commands that run, or that were left behind; tests in other processes have their own. */
const folders = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`smtp-watch-${process.pid}-`));

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !isSo(); tries++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(isSo()).toBe(true);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

test.each([
  ['floods', 'wrote more than 16 MiB to standard error.'],
  ['boasts', 'sent more than 4096 MiB at once.'],
])('a command that %s ends its search with one sentence', async (command, sentence) => {
  const before = folders();
  await expect(runSearch(workbench, { spl: `| makeresults | ${command}` })).rejects.toThrow(
    `Error in '${command}' command: ${sentence}`,
  );
  expect(folders()).toEqual(before);
});

test('a line without an end on standard error is cut', async () => {
  const log: string[] = [];
  const result = await runSearch(workbench, {
    spl: '| makeresults | chatters',
    onLog: (line) => log.push(line),
  });
  await dropResult(workbench, result);
  expect(log.map((line) => line.length)).toEqual(['stderr: '.length + 8192]);
});

test.each(['family', 'hangs'])(
  'cancelling ends %s, what it has started, and its files within a second',
  async (command) => {
    const before = folders();
    const controller = new AbortController();
    const search = runSearch(workbench, { spl: `| makeresults | ${command}`, signal: controller.signal });
    search.catch(() => undefined);
    await until(() => existsSync(record) && readFileSync(record, 'utf8').includes('\n'));
    const pids = readFileSync(record, 'utf8').trim().split(' ').map(Number);
    expect(pids.map(isRunning)).not.toContain(false);
    const started = Date.now();
    controller.abort();
    await expect(search).rejects.toThrow('search was cancelled');
    await until(() => !pids.some(isRunning));
    expect(Date.now() - started).toBeLessThan(1000);
    expect(folders()).toEqual(before);
  },
);

test('a few commands run at once, the others wait for a place and can be cancelled there', async () => {
  const before = folders().length;
  const controllers = Array.from({ length: 6 }, () => new AbortController());
  const searches = controllers.map(({ signal }) =>
    runSearch(workbench, { spl: '| makeresults | sleeps', signal }).catch((error: Error) => error.message),
  );
  await until(() => folders().length === before + 4);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(folders().length).toBe(before + 4);
  controllers[5]?.abort();
  expect(await searches[5]).toBe('search was cancelled');
  const waiting = runSearch(workbench, { spl: '| makeresults | echoes' });
  for (const controller of controllers) controller.abort();
  await Promise.all(searches);
  await dropResult(workbench, await waiting);
  expect(folders().length).toBe(before);
});
