import { lstatSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

/** One file, folder or link of a folder tree; its path is relative, with `/` between names. */
export interface TreeEntry {
  readonly path: string;
  readonly file: string;
  readonly kind: 'file' | 'folder' | 'other';
}

function kindOf(file: string): TreeEntry['kind'] {
  const stats = lstatSync(file);
  if (stats.isFile()) return 'file';
  return stats.isDirectory() ? 'folder' : 'other';
}

/** Everything under a folder but empty folders: a folder before what it holds, names in the order of their code units. */
export function readTree(folder: string, under = ''): TreeEntry[] {
  return readdirSync(join(folder, under))
    .sort()
    .flatMap((name) => {
      const path = posix.join(under, name);
      const entry: TreeEntry = { path, file: join(folder, path), kind: kindOf(join(folder, path)) };
      if (entry.kind !== 'folder') return [entry];
      const inside = readTree(folder, path);
      return inside.length > 0 ? [entry, ...inside] : [];
    });
}
