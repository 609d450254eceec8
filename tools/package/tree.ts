import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** One file, folder or link of a folder tree; its path is relative, with `/` between names. */
export interface TreeEntry {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'other';
  /** The bytes of a file; of nothing else. */
  readonly read: () => Buffer;
}

/** Files by their path, with `/` between names. */
export type Files = ReadonlyMap<string, () => Buffer>;

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
      const file = join(folder, path);
      const entry: TreeEntry = { path, kind: kindOf(file), read: () => readFileSync(file) };
      if (entry.kind !== 'folder') return [entry];
      const inside = readTree(folder, path);
      return inside.length > 0 ? [entry, ...inside] : [];
    });
}

/** The files of a tree. */
export function filesOf(tree: readonly TreeEntry[]): Map<string, () => Buffer> {
  return new Map(tree.filter(({ kind }) => kind === 'file').map(({ path, read }) => [path, read]));
}

const notRead = (): Buffer => {
  throw new Error('a folder has no bytes');
};

/** The tree of files, with their folders, in the order of `readTree`. */
export function treeOf(files: Files): TreeEntry[] {
  const entries = new Map<string, TreeEntry>();
  for (const [path, read] of files) {
    const names = path.split('/');
    for (const at of names.keys()) {
      const folder = names.slice(0, at).join('/');
      if (at > 0) entries.set(folder, { path: folder, kind: 'folder', read: notRead });
    }
    entries.set(path, { path, kind: 'file', read });
  }
  // A slash sorts before every other character, so that a folder's files come before a sibling whose name goes on.
  const key = ({ path }: TreeEntry): string => path.replaceAll('/', '\0');
  return [...entries.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
