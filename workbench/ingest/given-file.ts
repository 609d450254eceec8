import { stat } from 'node:fs/promises';
import type { SourcetypeProps } from '../conf/props';
import { EXPECTED, recognise } from './recognise';
import { firstLines } from './stage';

/** Why there is nothing to be read in that place; undefined when there is. */
async function unreadable(file: string): Promise<string | undefined> {
  try {
    const status = await stat(file);
    if (status.isDirectory()) return `${file}: found a folder, expected a log file`;
    return undefined;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return `${file}: ${code === 'ENOENT' ? 'found no such file' : `found no way to read it (${code})`}`;
  }
}

/** The sourcetype of a file, told by its content when none is given; or a sentence that says why it cannot be loaded. */
export async function sourcetypeOf(
  file: string,
  known: ReadonlyMap<string, SourcetypeProps>,
  given?: string,
): Promise<SourcetypeProps | string> {
  const missing = await unreadable(file);
  if (missing) return missing;
  const found = given === undefined ? recognise(await firstLines(file)) : { sourcetype: given };
  if ('found' in found) return `${file}:${found.line}: found ${found.found}, expected ${EXPECTED}`;
  return (
    known.get(found.sourcetype) ??
    `${file}: found a ${found.sourcetype} log, which props.conf has no stanza for`
  );
}
