import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every path below a folder, folders with a slash at their end; walked anew, without what packs. */
export function pathsIn(folder: string, under = ''): string[] {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const path = under + entry.name;
    return entry.isDirectory() ? [`${path}/`, ...pathsIn(folder, `${path}/`)] : [path];
  });
}

/** What has other permissions than 755 for folders and the given programs, 644 for other files; each with those it has. */
export function wrongModes(folder: string, programs: readonly string[]): string[] {
  return pathsIn(folder).flatMap((path) => {
    const mode = statSync(join(folder, path)).mode & 0o777;
    const expected = path.endsWith('/') || programs.includes(path) ? 0o755 : 0o644;
    return mode === expected ? [] : [`${path} ${mode.toString(8)}`];
  });
}
