import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AppConf } from '../conf/app';
import { removeDurably, replaceFile, writeDurably } from '../conf/durable-file';

/** Where lookup files lie, in the app's folder and in the state folder. */
export const LOOKUP_FOLDER = 'lookups';

/** Stands beside where a lookup file would be, and says that the app's own file of that name counts no more. */
const DELETED = '.deleted';

/** The file of that name in the folder itself, undefined when there is none; a link that leads out of it is none. */
function fileIn(folder: string, filename: string): string | undefined {
  const path = join(folder, filename);
  if (!existsSync(path)) return undefined;
  const real = realpathSync(path);
  return dirname(real) === realpathSync(folder) && statSync(real).isFile() ? real : undefined;
}

/** Whether a text can be the name of a lookup file: one name, no path and no pattern, that ends in `.csv`. */
export function isLookupFilename(text: string): boolean {
  return /^[^.\p{Cc}/\\*?[\]:<>|"][^\p{Cc}/\\*?[\]:<>|"]{0,199}\.csv$/u.test(text);
}

function ownFile({ dir }: AppConf, filename: string): string | undefined {
  return fileIn(join(dir, LOOKUP_FOLDER), filename);
}

/** The path of the lookup file of that name, the one that a search wrote before the app's own; undefined when there is none. */
export function lookupFile(app: AppConf, filename: string): string | undefined {
  if (!isLookupFilename(filename)) return undefined;
  if (app.stateDir === undefined) return ownFile(app, filename);
  const folder = join(app.stateDir, LOOKUP_FOLDER);
  const written = fileIn(folder, filename);
  if (written !== undefined || existsSync(join(folder, filename + DELETED))) return written;
  return ownFile(app, filename);
}

/** The folder that lookup files are written to, made when it is not there. */
export function lookupFolder(stateDir: string): string {
  const folder = join(stateDir, LOOKUP_FOLDER);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Makes a finished file in the folder of lookups the lookup file of that name. */
export function keepLookupFile(folder: string, draft: string, filename: string): void {
  replaceFile(draft, join(folder, filename));
  removeDurably(join(folder, filename + DELETED));
}

/** There is no lookup file of that name any more. */
export function removeLookupFile(app: AppConf, folder: string, filename: string): void {
  if (ownFile(app, filename) !== undefined) writeDurably(join(folder, filename + DELETED), '');
  removeDurably(join(folder, filename));
}
