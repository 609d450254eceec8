import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import type { TreeEntry } from './tree';

/** One time for every entry, so that the same tree gives the same bytes. */
const MTIME = new Date('2000-01-01T00:00:00Z');
const FOLDER_MODE = 0o755;
const FILE_MODE = 0o644;
const PROGRAM_MODE = 0o755;
/** Byte 9 of a gzip header names the system that compressed; 255 is "unknown" (RFC 1952). */
const GZIP_SYSTEM = { at: 9, unknown: 255 };

/** The tree as a gzip tar under one top folder; `programs` are the paths that Splunk starts. Equal trees give equal bytes. */
export async function archiveOf(
  top: string,
  tree: readonly TreeEntry[],
  programs: ReadonlySet<string>,
): Promise<Buffer> {
  const archive = pack();
  const owner = { mtime: MTIME, uid: 0, gid: 0, uname: '', gname: '' };
  archive.entry({ ...owner, name: `${top}/`, type: 'directory', mode: FOLDER_MODE });
  for (const { path, read, kind } of tree) {
    if (kind === 'folder') {
      archive.entry({ ...owner, name: `${top}/${path}/`, type: 'directory', mode: FOLDER_MODE });
    } else {
      const mode = programs.has(path) ? PROGRAM_MODE : FILE_MODE;
      archive.entry({ ...owner, name: `${top}/${path}`, mode }, read());
    }
  }
  archive.finalize();
  const zipped = gzipSync(await buffer(archive), { level: 9 });
  zipped[GZIP_SYSTEM.at] = GZIP_SYSTEM.unknown;
  return zipped;
}
