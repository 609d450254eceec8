import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { AppConf } from '../conf/app';

const WORKBENCH = join(__dirname, '..');
/** The code that makes fields of lines: how conf is understood, expressions become SQL, and files become events. */
const SOURCES = ['conf', 'ingest', 'spl/expression', 'spl/sql', 'spl/time', 'spl/relation.ts'];

function addSources(hash: Hash, path: string): void {
  if (statSync(path).isFile()) hash.update(readFileSync(path));
  else for (const name of readdirSync(path).sort()) addSources(hash, join(path, name));
}

/** A text that changes with the code and the conf settings that stored events depend on. */
export function fingerprint(app: AppConf): string {
  const hash = createHash('sha256');
  for (const path of SOURCES) addSources(hash, join(WORKBENCH, path));
  for (const name of ['props', 'transforms']) {
    for (const stanza of app.conf(name).values()) {
      const settings = [...stanza.settings].map(([key, { value }]) => [key, value]);
      hash.update(JSON.stringify([name, stanza.name, settings]));
    }
  }
  return hash.digest('hex');
}
