import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
const TWIN = join(ROOT, 'samples', 'maccdc2012-twin.log');
const DATA = 'servicesNS/nobody/mail_app/storage/collections/data/triage';
const HEADERS = {
  authorization: `Basic ${Buffer.from('admin:pw').toString('base64')}`,
  'content-type': 'application/json',
};

/** Runs in a process of its own and prints its port. */
const SERVER = `
const { startWorkbench } = require('./workbench/start');
const [appDir, stateDir, file] = process.argv.slice(1);
startWorkbench({ port: 0, files: [file], password: 'pw', appDir, stateDir }).then(({ port }) => console.log(port));
`;

interface Server {
  readonly url: string;
  kill(): Promise<void>;
}

let home: string;

async function start(): Promise<Server> {
  const args = ['-r', '@swc-node/register', '-e', SERVER, join(home, 'mail_app'), join(home, 'state'), TWIN];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: `http://127.0.0.1:${port.toString().trim()}/${DATA}`,
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      expect(await ended).toEqual([null, 'SIGKILL']);
    },
  };
}

/** The body of a record that says which it is. */
function record(n: number): string {
  return JSON.stringify({ _key: `k${n}`, n, text: 'x'.repeat(n % 500) });
}

async function post(url: string, body: string): Promise<boolean> {
  const answer = await fetch(url, { method: 'POST', headers: HEADERS, body });
  return answer.ok;
}

/** Sends records one after another until the server is gone; gives how many it has acknowledged, told of each. */
async function insertUntilGone(url: string, from: number, onAnswer: (n: number) => void): Promise<number> {
  let n = from;
  try {
    while (await post(url, record(n))) onAnswer(++n);
  } catch {
    return n;
  }
  throw new Error(`record ${n} was refused`);
}

async function stored(url: string): Promise<{ n: number; text: string }[]> {
  const answer = await fetch(`${url}?sort=n`, { headers: HEADERS });
  return (await answer.json()) as { n: number; text: string }[];
}

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'kv-survives-'));
  mkdirSync(join(home, 'mail_app', 'default'), { recursive: true });
  writeFileSync(join(home, 'mail_app', 'default', 'app.conf'), '');
  writeFileSync(join(home, 'mail_app', 'default', 'collections.conf'), '[triage]\nfield.n = number\n');
});
afterAll(() => rmSync(home, { recursive: true }));

test('what was acknowledged is there after kill -9, time after time', async () => {
  let acknowledged = 0;
  for (const round of [1, 2, 3]) {
    const server = await start();
    const before = (await stored(server.url)).length;
    const killAt = before + 20 * round;
    let killed: Promise<void> | undefined;
    acknowledged = await insertUntilGone(server.url, before, (n) => {
      if (n === killAt) killed = server.kill();
    });
    await killed;
    expect(acknowledged).toBeGreaterThanOrEqual(killAt);
  }
  const server = await start();
  const found = await stored(server.url);
  // The request that was under way may have been served without an answer.
  expect([acknowledged, acknowledged + 1]).toContain(found.length);
  expect(found.map(({ n, text }) => [n, text.length])).toEqual(found.map((_, n) => [n, n % 500]));
  await server.kill();
});

test('batches and removals are kept whole', async () => {
  const first = await start();
  const batch = Array.from({ length: 1000 }, (_, n) => ({ _key: `b${n}`, n: -1 - n }));
  expect(await post(`${first.url}/batch_save`, JSON.stringify(batch))).toBe(true);
  const query = encodeURIComponent('{"n": {"$gte": 0}}');
  await fetch(`${first.url}?query=${query}`, { method: 'DELETE', headers: HEADERS });
  await first.kill();
  const second = await start();
  expect((await stored(second.url)).map(({ n }) => n)).toEqual(batch.map(({ n }) => n).reverse());
  await second.kill();
});
