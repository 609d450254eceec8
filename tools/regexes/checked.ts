import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The regular expressions that were found to stay linear, each with how it was found. */
export const CHECKED_FILE = join(__dirname, 'linear-regexes.json');

export function readChecked(): Readonly<Record<string, string>> {
  return existsSync(CHECKED_FILE)
    ? (JSON.parse(readFileSync(CHECKED_FILE, 'utf8')) as Record<string, string>)
    : {};
}
