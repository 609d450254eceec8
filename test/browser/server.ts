import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

export interface TestServer {
  /** Address of the workbench, with a slash at its end. */
  readonly address: string;
  /** Resolves when the alerts have run. */
  readonly scheduled: Promise<void>;
  stop(): Promise<void>;
}

function addressFrom(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (address !== undefined) resolve(`${address}/`);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the workbench ended with code ${code}: ${said}`)));
  });
}

function scheduledSaid(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('scheduled searches have run')) resolve();
    });
  });
}

/** Starts the workbench as `npm start` does, on a free port and with the given arguments, and waits for its address. */
export async function startServer(...given: readonly string[]): Promise<TestServer> {
  const main = join('workbench', 'start.ts');
  const stateDir = mkdtempSync(join(tmpdir(), 'browser-'));
  const args = [
    '--env-file=workbench/start.env',
    '-r',
    '@swc-node/register',
    main,
    '--port',
    '0',
    '--state-dir',
    stateDir,
    ...given,
  ];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const scheduled = scheduledSaid(child);
  const address = await addressFrom(child);
  return {
    address,
    scheduled,
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      rmSync(stateDir, { recursive: true });
    },
  };
}
