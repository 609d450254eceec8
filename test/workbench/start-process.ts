import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** What a process has left behind. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A workbench in a process of its own. */
export interface Started {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
  /** What the process has written to its standard output, once that fits. */
  said(pattern: RegExp): Promise<string>;
}

const running = new Set<ChildProcessWithoutNullStreams>();

/** Ends what a failed test has left running. */
export function endProcesses(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Starts the workbench as `npm start` does, but for its alerts. */
export function startProcess(...args: readonly string[]): Started {
  const main = join('workbench', 'start.ts');
  const child = spawn(
    process.execPath,
    ['--env-file=workbench/start.env', '-r', '@swc-node/register', main, '--no-alerts', ...args],
    { cwd: ROOT },
  );
  running.add(child);
  child.once('close', () => running.delete(child));
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }));
  const said = async (pattern: RegExp): Promise<string> => {
    while (!pattern.test(out)) {
      const isOver = await Promise.race([
        once(child.stdout, 'data').then(() => false),
        ended.then(() => true),
      ]);
      if (isOver && !pattern.test(out)) throw new Error(`ended without a word of ${pattern}: ${out}${err}`);
    }
    return out;
  };
  return { child, ended, said };
}
