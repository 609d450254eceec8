import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folders that this process holds: a lock with its own pid may also be left by another that had the same one. */
const held = new Set<string>();

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
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

/**
 * Makes the folder and keeps other processes out of it; gives what lets them in again. A lock whose process has ended,
 * by `kill -9` as well, does not count. Throws an Error that names the process that holds the folder.
 */
export function lockFolder(dir: string): () => void {
  const folder = resolve(dir);
  const file = join(folder, 'lock');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const holder = held.has(folder) ? process.pid : holderOf(file);
  if (holder !== undefined) {
    throw new Error(
      `state folder ${folder} is in use by process ${holder} (${file}), expected one of its own`,
    );
  }
  rmSync(file, { force: true });
  // Where no lock was left, only one of two processes that start at once can make the file.
  writeFileSync(file, String(process.pid), { flag: 'wx' });
  held.add(folder);
  return () => {
    held.delete(folder);
    rmSync(file, { force: true });
  };
}
