import { statSync } from 'node:fs';
import { ADMIN, type AppObject, isAllowed, type Right } from '../conf/access';
import { DEFAULT_RULES, type LookupConf } from '../conf/lookups';
import { readTransforms } from '../conf/transforms';
import type { LookupFault, LookupTable } from '../spl/build';
import { nearestHelp } from '../spl/nearest';
import { compileTerms } from '../spl/search/compile';
import { parseTerms } from '../spl/search/parse';
import { SearchError } from '../spl/search-error';
import { plainSource } from '../spl/source';
import { type Hold, readLookupOnce, type StoredLookup } from './lookup-cache';
import { readCollectionLookup } from './lookup-collection';
import { readCsvLookup } from './lookup-csv';
import { isLookupFilename, lookupFile } from './lookup-files';
import type { Workbench } from './workbench';

type Store = LookupConf['store'];

/** Lookups of an app are shared, and so they read and write what all users share. */
export const LOOKUP_USER = 'nobody';

function orFault(found: StoredLookup | string): StoredLookup | LookupFault {
  return typeof found === 'string' ? { fault: found } : found;
}

async function fileLookup(
  workbench: Workbench,
  filename: string,
  hold: Hold,
): Promise<StoredLookup | LookupFault> {
  const path = lookupFile(workbench.app, filename);
  if (path === undefined)
    return { fault: `lookup file "${filename}" is not in the folder lookups of the app`, isMissing: true };
  const { ino, mtimeNs, size } = statSync(path, { bigint: true });
  const { engine } = workbench;
  const at = { place: path, version: `${ino} ${mtimeNs} ${size}` };
  return orFault(
    await readLookupOnce(engine, at, (table) => readCsvLookup(engine, path, filename, table), hold),
  );
}

async function collectionLookup(
  { engine, kv }: Workbench,
  { name, fields }: Store & { readonly kind: 'collection' },
  hold: Hold,
): Promise<StoredLookup | LookupFault> {
  if (!kv.collections.has(name)) return { fault: `collections.conf has no collection "${name}"` };
  const of = { collection: name, user: LOOKUP_USER };
  const at = { place: JSON.stringify([name, ...fields]), version: String(kv.version(of)) };
  const read = (table: string): Promise<StoredLookup> =>
    readCollectionLookup(engine, kv.records(of), fields, table);
  return orFault(await readLookupOnce(engine, at, read, hold));
}

/** The lookup without the rows that the `filter` of its definition leaves out. */
function filtered(found: StoredLookup, { name, filter }: LookupConf): StoredLookup | LookupFault {
  if (filter === undefined) return found;
  try {
    const source = plainSource(filter);
    const { terms } = parseTerms(source, 0, filter.length);
    const rows = { ...found, order: [], hidden: [], isTransformed: true };
    const condition = compileTerms(terms, rows);
    return { ...found, from: `(SELECT *, rowid FROM ${found.from} WHERE ${condition})` };
  } catch (error) {
    if (!(error instanceof SearchError)) throw error;
    return { fault: `filter of lookup "${name}" in transforms.conf: ${error.sentence}` };
  }
}

/** The fault that the searcher does not have the right to the objects; undefined when there is none. */
export function accessFault(
  { app, user = ADMIN }: Workbench,
  objects: readonly AppObject[],
  right: Right,
): LookupFault | undefined {
  const refused = objects.find((object) => !isAllowed(app, user, object, right));
  return refused && { fault: `user "${user.name}" may not ${right} ${refused.type}/${refused.name}` };
}

/** What of the app a lookup is: its definition, and its collection. */
function objectsOf({ name, store }: LookupConf): AppObject[] {
  const collections = store.kind === 'collection' ? [store.name] : [];
  return [
    { type: 'transforms', name },
    ...collections.map((collection) => ({ type: 'collections' as const, name: collection })),
  ];
}

async function definedLookup(
  workbench: Workbench,
  conf: LookupConf,
  hold: Hold,
): Promise<LookupTable | LookupFault> {
  const { store, rules } = conf;
  const fault = accessFault(workbench, objectsOf(conf), 'read');
  if (fault) return fault;
  const all =
    store.kind === 'file'
      ? await fileLookup(workbench, store.name, hold)
      : await collectionLookup(workbench, store, hold);
  const found = 'fault' in all ? all : filtered(all, conf);
  return 'fault' in found ? found : { ...found, rules };
}

/** Why no lookup has that name, with the nearest one that there is. */
export function unknownLookup(name: string, known: Iterable<string>): LookupFault {
  const fault = `"${name}" is neither a lookup of transforms.conf nor a .csv file in lookups`;
  const help = nearestHelp('lookup', name, known);
  return { fault, isMissing: true, ...(help !== undefined && { help }) };
}

/**
 * The lookup that a stanza of transforms.conf or a CSV file of that name is, as it is now; or what is wrong with it. Its
 * table stays until what `hold` is given has been called.
 */
export async function lookupTable(
  workbench: Workbench,
  name: string,
  hold: Hold,
): Promise<LookupTable | LookupFault> {
  const { lookups } = readTransforms(workbench.app);
  const conf = lookups.get(name);
  if (conf) return definedLookup(workbench, conf, hold);
  if (!isLookupFilename(name)) return unknownLookup(name, lookups.keys());
  const found = await fileLookup(workbench, name, hold);
  return 'fault' in found ? found : { ...found, rules: DEFAULT_RULES };
}
