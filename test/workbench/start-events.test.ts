import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, endProcesses, type Started, startProcess } from './start-process';

const ROOT = join(__dirname, '..', '..');
const TWIN = readFileSync(join(ROOT, 'samples', 'maccdc2012-twin.log'), 'utf8');
/** Takes some seconds to load, so that it can be stopped half-way. */
const COPIES = 500;

let dir: string;
let large: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'start-events-'));
  large = join(dir, 'large.log');
  writeFileSync(large, TWIN.repeat(COPIES));
});
afterEach(endProcesses);
afterAll(() => rmSync(dir, { recursive: true }));

function stateDir(): string {
  return mkdtempSync(join(dir, 'state-'));
}

function startIn(state: string, ...files: readonly string[]): Started {
  return startProcess('--port', '0', '--password', 'pw', '--state-dir', state, ...files);
}

async function countOf(out: string): Promise<string> {
  const port = /http:\/\/127\.0\.0\.1:(\d+)\/\n/.exec(out)?.[1];
  const answer = await fetch(`http://127.0.0.1:${port}/services/search/v2/jobs/export`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from('admin:pw').toString('base64')}` },
    body: new URLSearchParams({ search: 'search index=* | stats count' }),
  });
  return (await answer.json()).result.count;
}

/** What was said besides how far the loading is. */
function sentences({ err }: Ended): string[] {
  return err.split('\n').filter((line) => line !== '' && !line.startsWith('waiting for '));
}

async function whenLoading(child: Started['child'], state: string): Promise<void> {
  const lock = join(state, 'lock');
  const isLocked = (): boolean => existsSync(lock) && readFileSync(lock, 'utf8') === String(child.pid);
  while (child.exitCode === null && !isLocked()) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 500));
}

test('a second start reads nothing and finds the same', async () => {
  const state = stateDir();
  const first = startIn(state, large);
  const loaded = await first.said(/Ctrl-C/);
  expect(await countOf(loaded)).toBe(String(194 * COPIES));
  first.child.kill('SIGINT');
  await first.ended;
  const second = startIn(state, large);
  const again = await second.said(/Ctrl-C/);
  expect(again).toContain(`${large}: 97,000 events of zeek:smtp:headerless, as loaded before\n`);
  expect(await countOf(again)).toBe(String(194 * COPIES));
  second.child.kill('SIGINT');
  expect(await second.ended).toMatchObject({ code: 0, err: '' });
});

test('a load that is killed leaves nothing half, and the next start loads that file', async () => {
  const state = stateDir();
  const small = join(dir, 'small.log');
  writeFileSync(small, TWIN.split('\n').slice(1).join('\n'));
  const before = startIn(state, small);
  await before.said(/Ctrl-C/);
  before.child.kill('SIGKILL');
  await before.ended;
  const killed = startIn(state, small, large);
  await whenLoading(killed.child, state);
  killed.child.kill('SIGKILL');
  const { out } = await killed.ended;
  expect(out).toBe('');
  const next = startIn(state, small, large);
  const loaded = await next.said(/Ctrl-C/);
  expect(loaded).toContain(`${small}: 193 events of zeek:smtp:headerless, as loaded before\n`);
  expect(loaded).toContain(`${large}: 97,000 events of zeek:smtp:headerless\n`);
  expect(await countOf(loaded)).toBe(String(194 * COPIES + 193));
  next.child.kill('SIGINT');
  expect(sentences(await next.ended)).toEqual([]);
});

test('Ctrl-C ends a load at once', async () => {
  const state = stateDir();
  const { child, ended } = startIn(state, large);
  await whenLoading(child, state);
  const before = Date.now();
  child.kill('SIGINT');
  expect(await ended).toEqual({ code: 0, out: '', err: '' });
  expect(Date.now() - before).toBeLessThan(3000);
});

test('a state folder that another workbench has: nothing is kept, and one sentence says so', async () => {
  const state = stateDir();
  const file = join(dir, 'twin.log');
  writeFileSync(file, TWIN);
  const first = startIn(state, file);
  await first.said(/Ctrl-C/);
  const second = startIn(state, file);
  expect(await countOf(await second.said(/Ctrl-C/))).toBe('194');
  second.child.kill('SIGINT');
  expect((await second.ended).err).toBe(
    `state folder ${state} is in use by process ${first.child.pid} (${join(state, 'lock')}), expected one of its own; loaded data and the KV store stay in memory\n`,
  );
  first.child.kill('SIGINT');
  await first.ended;
});

test('--follow: what a file grows by is found by the next search', async () => {
  const file = join(dir, 'growing.log');
  writeFileSync(file, '');
  const { child, ended, said } = startIn(stateDir(), '--follow', file);
  const out = await said(/Ctrl-C/);
  expect(out).toContain('What the files grow by is read every second\n');
  expect(await countOf(out)).toBe('0');
  appendFileSync(file, TWIN);
  while ((await countOf(out)) === '0') await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await countOf(out)).toBe('194');
  child.kill('SIGINT');
  expect(sentences(await ended)).toEqual([]);
});

/** Of util-linux: sets how long the files of a running process may grow. */
const PRLIMIT = 'prlimit';
const hasLimits = spawnSync(PRLIMIT, ['--version']).status === 0;

(hasLimits ? test : test.skip)(
  'a full disk: loaded data stays in memory, and one sentence says so',
  async () => {
    const state = stateDir();
    const started = startIn(state, large);
    while (!existsSync(join(state, 'events.duckdb'))) await new Promise((resolve) => setTimeout(resolve, 20));
    spawnSync(PRLIMIT, ['--pid', String(started.child.pid), '--fsize=1000000:1000000']);
    const out = await started.said(/Ctrl-C/);
    expect(await countOf(out)).toBe(String(194 * COPIES));
    started.child.kill('SIGINT');
    expect(sentences(await started.ended)).toEqual([
      `${join(state, 'events.duckdb')} cannot be used, the disk is full: loaded data stays in memory`,
    ]);
  },
);
