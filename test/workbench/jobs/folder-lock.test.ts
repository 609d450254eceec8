import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');

/** Waits for the moment, takes the lock, says what came of it and keeps it until its input ends. */
const TAKE = `
const { lockFolder } = require('./workbench/jobs/folder-lock');
const [dir] = process.argv.slice(1);
console.log('ready');
process.stdin.once('data', () => {
  try {
    lockFolder(dir);
    console.log('locked');
  } catch (error) {
    console.log(error.message);
  }
});
process.stdin.once('end', () => process.exit());
process.stdin.resume();
`;

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'folder-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

async function line(from: NodeJS.ReadableStream): Promise<string> {
  const [data] = (await once(from, 'data')) as [Buffer];
  return data.toString().trim();
}

test('of processes that find the lock of a dead one at the same moment, one gets it', async () => {
  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'exit');
  const args = ['-r', '@swc-node/register', '-e', TAKE, dir];
  const children = Array.from({ length: 5 }, () =>
    spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  await Promise.all(children.map(({ stdout }) => line(stdout)));
  writeFileSync(join(dir, 'lock'), String(dead.pid));
  const answers = children.map(({ stdout }) => line(stdout));
  for (const { stdin } of children) stdin.write('now\n');
  const said = await Promise.all(answers);
  const holder = children[said.indexOf('locked')]!.pid;
  expect(said.filter((text) => text === 'locked')).toHaveLength(1);
  expect(said.filter((text) => text.includes(`is in use by process ${holder} `))).toHaveLength(4);
  expect(readdirSync(dir)).toEqual(['lock']);
  expect(readFileSync(join(dir, 'lock'), 'utf8')).toBe(String(holder));
  for (const child of children) {
    const ended = once(child, 'exit');
    child.stdin.end();
    await ended;
  }
});
