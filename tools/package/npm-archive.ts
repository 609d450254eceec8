import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';

/** A package of npm at one version, and the digest of its archive as the registry states it. */
export interface NpmPackage {
  readonly package: string;
  readonly version: string;
  readonly integrity: string;
}

function checkIntegrity(file: string, { integrity }: NpmPackage): void {
  const found = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (found === integrity) return;
  rmSync(file);
  throw new Error(`${file}: found ${found}, expected ${integrity}; the file has been removed`);
}

/** The archive of a package in the folder, fetched by npm unless it is there already. Throws when it is not the one expected. */
export function fetchArchive(wanted: NpmPackage, folder: string): string {
  const file = join(folder, `${wanted.package}-${wanted.version}.tgz`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const args = ['pack', '--silent', '--pack-destination', folder, `${wanted.package}@${wanted.version}`];
    const run = spawnSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32' });
    if (run.status !== 0 || !existsSync(file)) {
      throw new Error(`npm ${args.join(' ')} failed: ${run.error?.message ?? run.stderr.trim()}`);
    }
  }
  checkIntegrity(file, wanted);
  return file;
}

/** The named files of a package's archive, paths below `package/`. Throws when one is missing. */
export async function readArchive(file: string, names: readonly string[]): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const entries = createReadStream(file).pipe(createGunzip()).pipe(extract());
  for await (const entry of entries) {
    const name = entry.header.name.replace(/^package\//, '');
    if (names.includes(name)) found.set(name, await buffer(entry));
    else entry.resume();
  }
  const missing = names.filter((name) => !found.has(name));
  if (missing.length > 0) throw new Error(`${file}: found no ${missing.join(', ')}`);
  return found;
}
