import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folders that this process holds: a lock with its own pid may also be left by another that had the same one. */
const held = new Set<string>();

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function holderOf(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** A process that takes over a lock needs no longer than that. */
const TAKEOVER_MS = 5000;
const PAUSE_MS = 10;

function hasCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}

/** Gives the file a further name; false when there is a file of that name already. */
function tryLink(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function ageMs(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

/** Takes away a lock whose process has ended. Of several processes one does it, and the others wait. */
function removeStale(own: string, file: string): void {
  const takeover = `${file}.takeover`;
  if (!tryLink(own, takeover)) {
    if (ageMs(takeover) > TAKEOVER_MS) rmSync(takeover, { force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    return;
  }
  try {
    if (holderOf(file) === undefined) rmSync(file, { force: true });
  } finally {
    rmSync(takeover, { force: true });
  }
}

/** Makes the lock, complete from the first moment on; gives the process that has it when it cannot be had. */
function tryLock(file: string): number | undefined {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    while (!tryLink(own, file)) {
      const holder = holderOf(file);
      if (holder !== undefined) return holder;
      removeStale(own, file);
    }
    return undefined;
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Makes the folder and keeps other processes out of it; gives what lets them in again. A lock whose process has ended,
 * by `kill -9` as well, does not count. Throws an Error that names the process that holds the folder.
 */
export function lockFolder(dir: string): () => void {
  const folder = resolve(dir);
  const file = join(folder, 'lock');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const holder = held.has(folder) ? process.pid : tryLock(file);
  if (holder !== undefined) {
    throw new Error(
      `state folder ${folder} is in use by process ${holder} (${file}), expected one of its own`,
    );
  }
  held.add(folder);
  return () => {
    held.delete(folder);
    rmSync(file, { force: true });
  };
}
