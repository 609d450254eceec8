import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Workbench } from './workbench';

/** The file of that name in the folder itself, undefined when there is none; a link that leads out of it is none. */
function fileIn(folder: string, filename: string): string | undefined {
  const path = join(folder, filename);
  if (!existsSync(path)) return undefined;
  const real = realpathSync(path);
  return dirname(real) === realpathSync(folder) && statSync(real).isFile() ? real : undefined;
}

/** Whether a text can be the name of a lookup file: one name, no path, that ends in `.csv`. */
export function isLookupFilename(text: string): boolean {
  return /^[^/\\\0]+\.csv$/.test(text) && !text.startsWith('.');
}

/** The path of the lookup file of that name in the app's folder `lookups`, undefined when there is none. */
export function lookupFile({ app }: Pick<Workbench, 'app'>, filename: string): string | undefined {
  return isLookupFilename(filename) ? fileIn(join(app.dir, 'lookups'), filename) : undefined;
}
