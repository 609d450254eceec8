import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { KvStore } from './jobs/kv-store';
import { LOOKUP_USER } from './jobs/lookup-tables';

const FOLDER = join(__dirname, '..', 'samples', 'company');
/** What the records of collections.json name as their source. */
const SOURCE = 'sample company';

/** The logs of the sample company, as paths from where the workbench was started. */
export function sampleFiles(): string[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.gz'));
  return names.sort().map((name) => relative(process.cwd(), join(FOLDER, name)));
}

/** What the company of a folder owns and knows: records by the names of their collections; none without such a file. */
export function ownedBy(
  folder: string,
): Readonly<Record<string, readonly Record<string, string | number>[]>> {
  const file = join(folder, 'collections.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** Tells the KV store what the sample company owns while its logs are loaded, and takes that away when others are. */
export function keepSampleKnowledge(kv: KvStore, isSample: boolean): void {
  for (const [collection, records] of Object.entries(ownedBy(FOLDER))) {
    if (!kv.collections.has(collection)) continue;
    const place = { collection, user: LOOKUP_USER };
    kv.removeWhere(place, ({ source }) => source === SOURCE);
    if (isSample)
      kv.save(
        place,
        records.map((record) => ({ ...record })),
      );
  }
}
