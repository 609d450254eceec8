import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { SOURCETYPES } from '../../schema/sourcetypes';
import { type Started, startProcess } from './start-process';

const ROOT = join(__dirname, '..', '..');
const TWIN = join(ROOT, 'samples', 'maccdc2012-twin.log');

let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'start-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

function start(...args: readonly string[]): Started {
  return startProcess('--state-dir', mkdtempSync(join(dir, 'state-')), ...args);
}

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
}

test('--help shows how to start and ends', async () => {
  const { code, out, err } = await start('--help').ended;
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^usage: npm start -- /);
});

test('wrong arguments are all named before anything is loaded', async () => {
  const { code, out, err } = await start('--port', 'x', '--what', '--sourcetype', 'y', TWIN).ended;
  expect([code, out]).toEqual([1, '']);
  expect(err.trim().split('\n')).toEqual([
    '--what is unknown, expected --port, --password, --sourcetype, --state-dir, --follow, --no-alerts, --help',
    '--port is "x", expected a number from 0 to 65535',
    `--sourcetype is "y", expected ${SOURCETYPES.map(({ name }) => name).join(', ')}`,
    'see --help',
  ]);
});

test('a port that is in use is said in one sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const { code, out, err } = await start('--port', String(port), TWIN).ended;
  other.close();
  expect([code, out, err]).toEqual([1, '', `port ${port} on 127.0.0.1 is in use\n`]);
});

test('when no file can be loaded, it says why and ends', async () => {
  const missing = join(dir, 'missing.log');
  const noMail = file('notes.txt', 'these are notes\nand no log\n');
  const { code, out, err } = await start('--port', '0', missing, noMail).ended;
  expect([code, err]).toEqual([1, 'no log file could be loaded\n']);
  const [first, second, ...rest] = out.trim().split('\n');
  expect(first).toBe(`${missing}: found no such file`);
  expect(second).toContain(`${noMail}:1: found `);
  expect(rest).toEqual([]);
});

test('what can be loaded is served until Ctrl-C', async () => {
  const missing = join(dir, 'missing.log');
  const packed = file('twin.log.gz', gzipSync(readFileSync(TWIN)));
  const { child, ended, said } = start('--port', '0', '--password', 'correct horse', missing, packed);
  const out = await said(/Ctrl-C/);
  const port = /http:\/\/127\.0\.0\.1:(\d+)\/\n/.exec(out)?.[1];
  expect(out).toBe(`${missing}: found no such file
${packed}: 194 events of zeek:smtp:headerless

SMTP Watch is on http://127.0.0.1:${port}/
API clients log in at http://127.0.0.1:${port}/services/auth/login as admin with the password given
Ctrl-C ends it
`);
  const answer = await fetch(`http://127.0.0.1:${port}/services/search/v2/jobs/export`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from('admin:correct horse').toString('base64')}` },
    body: new URLSearchParams({ search: 'search index=* | stats count' }),
  });
  expect(await answer.text()).toBe('{"preview":false,"offset":0,"lastrow":true,"result":{"count":"194"}}\n');
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 0, err: '' });
});

test('without files the sample company is served, and a password is made up and shown', async () => {
  const { child, ended, said } = start('--port', '0');
  const out = await said(/Ctrl-C/);
  const company = ['conn', 'files', 'smtp', 'ssl'].map((name) => [`${name}.log.gz`, `zeek:${name}:tsv`]);
  for (const [file, sourcetype] of [...company, ['maillog.gz', 'postfix_syslog']]) {
    expect(out).toMatch(new RegExp(`company/${file}: [\\d,]+ events of ${sourcetype}\\n`));
  }
  const [, address, password] = /at (\S+) as admin with the password ([\w-]{16,})\n/.exec(out) ?? [];
  const answer = await fetch(address!, {
    method: 'POST',
    body: new URLSearchParams({ username: 'admin', password: password! }),
  });
  expect(answer.status).toBe(200);
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
});
