import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';

async function unpackWithLibrary(archive: Buffer, folder: string): Promise<void> {
  const entries = Readable.from([gunzipSync(archive)]).pipe(extract());
  for await (const entry of entries) {
    const path = join(folder, entry.header.name);
    mkdirSync(entry.header.type === 'directory' ? path : dirname(path), { recursive: true });
    const bytes = await buffer(entry);
    if (entry.header.type === 'file') writeFileSync(path, bytes);
    chmodSync(path, entry.header.mode ?? 0);
  }
}

/** Unpacks a gzip tar into a new folder, with the system's `tar` where there is one, and gives the folder. */
export async function unpack(archive: Buffer): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'smtp-watch-package-'));
  const run = spawnSync('tar', ['-xpzf', '-', '-C', folder], { input: archive });
  if (run.error) await unpackWithLibrary(archive, folder);
  else if (run.status !== 0) throw new Error(`tar ended with ${run.status}: ${run.stderr}`);
  return folder;
}
