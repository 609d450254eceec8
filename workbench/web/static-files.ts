import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { type Reply, RestError } from '../rest/reply';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** The file's real path when it is a file that lies in the folder, symbolic links followed. */
async function fileWithin(folder: string, path: string): Promise<string | undefined> {
  if (path.includes('\0')) return undefined;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    return file.startsWith(root + sep) && (await stat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

/** The file at the relative path in the first of the folders that has it. Throws RestError 404 when none has. */
export async function staticReply(
  folders: readonly string[],
  path: string,
  knownTag: string | undefined,
): Promise<Reply> {
  const found = await Promise.all(folders.map((folder) => fileWithin(folder, path)));
  const file = found.find((candidate) => candidate !== undefined);
  if (file === undefined) throw new RestError(404, `no static file "${path}"`);
  const { mtimeMs, size } = await stat(file);
  const tag = `"${Math.floor(mtimeMs).toString(36)}-${size.toString(36)}"`;
  // The build may change under the same URL while someone develops, so the browser asks each time.
  const headers = { ETag: tag, 'Cache-Control': 'no-cache' };
  if (knownTag === tag) return { status: 304, headers };
  const type = CONTENT_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
  return { status: 200, headers: { ...headers, 'Content-Type': type }, body: await readFile(file) };
}
