import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The text of a log, plain or .gz. */
export function readLog(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}
