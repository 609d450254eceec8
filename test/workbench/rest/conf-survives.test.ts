import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
const APP = join(ROOT, 'dist', 'smtp_watch');
const TWIN = join(ROOT, 'samples', 'maccdc2012-twin.log');
const HEADERS = { authorization: `Basic ${Buffer.from('admin:pw').toString('base64')}` };

/** Runs in a process of its own and prints its port. */
const SERVER = `
const { startWorkbench } = require('./workbench/start');
const [appDir, stateDir, file] = process.argv.slice(1);
const accounts = [{ name: 'ann', password: 'an', roles: ['user'] }];
startWorkbench({ port: 0, files: [file], password: 'pw', accounts, appDir, stateDir }).then(({ port }) => console.log(port));
`;

interface Server {
  readonly url: string;
  kill(): Promise<void>;
}

let home: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'conf-survives-'));
});
afterAll(() => rmSync(home, { recursive: true }));

async function start(): Promise<Server> {
  const args = ['-r', '@swc-node/register', '-e', SERVER, APP, join(home, 'state'), TWIN];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: `http://127.0.0.1:${port.toString().trim()}/servicesNS/nobody/smtp_watch`,
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      expect(await ended).toEqual([null, 'SIGKILL']);
    },
  };
}

async function post(url: string, args: Readonly<Record<string, string>>): Promise<unknown> {
  const answer = await fetch(url, { method: 'POST', headers: HEADERS, body: new URLSearchParams(args) });
  return answer.json();
}

async function count({ url }: Server): Promise<unknown> {
  const args = {
    search: 'search `smtp_watch_events` | stats count',
    exec_mode: 'oneshot',
    output_mode: 'json',
  };
  const { results } = (await post(`${url}/search/jobs`, args)) as { results: unknown[] };
  return results;
}

test('the next search sees a macro that was changed, and the one after kill -9 does', async () => {
  const first = await start();
  expect(await count(first)).toEqual([{ count: '194' }]);
  await post(`${first.url}/configs/conf-macros/smtp_watch_events`, {
    definition: 'index=* src=192.168.202.110',
  });
  expect(await count(first)).toEqual([{ count: '111' }]);
  await post(`${first.url}/saved/searches`, { name: 'Kept', search: '`smtp_watch_events`\n| head 1' });
  await first.kill();
  const second = await start();
  expect(await count(second)).toEqual([{ count: '111' }]);
  const answer = await fetch(`${second.url}/saved/searches/Kept`, { headers: HEADERS });
  expect(await answer.json()).toMatchObject({
    entry: [{ content: { search: '`smtp_watch_events`\n| head 1' } }],
  });
  const ann = { authorization: `Basic ${Buffer.from('ann:an').toString('base64')}` };
  const body = new URLSearchParams({ definition: 'index=none' });
  const refused = await fetch(`${second.url}/configs/conf-macros/smtp_watch_events`, {
    method: 'POST',
    headers: ann,
    body,
  });
  expect(refused.status).toBe(403);
  expect(await count(second)).toEqual([{ count: '111' }]);
  await second.kill();
});
