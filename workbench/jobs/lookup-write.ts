import { readTransforms } from '../conf/transforms';
import type { LookupFault, LookupWrite, Relation } from '../spl/build';
import { KvError } from './kv-error';
import { isLookupFilename } from './lookup-files';
import { accessFault, LOOKUP_USER, unknownLookup } from './lookup-tables';
import { writeCollectionLookup } from './lookup-write-collection';
import { writeCsvLookup } from './lookup-write-csv';
import type { SearchMessage } from './search-result';
import type { Workbench } from './workbench';

/** The search that writes: it counts its rows and takes what is to be said. */
interface Writer {
  count(rows: { readonly steps: readonly []; readonly from: string }): Promise<number>;
  message(message: SearchMessage): void;
}

/** Events have but the fields that any of them has; results have all of theirs. */
async function presentFields({ engine }: Workbench, rows: Relation): Promise<Relation> {
  if (rows.isTransformed || rows.fields.length === 0) return rows;
  const counts = rows.fields.map(({ sql }) => `count(${sql})`).join(', ');
  const { columns } = await engine.query(`SELECT ${counts} FROM ${rows.from}`);
  return { ...rows, fields: rows.fields.filter((_, at) => columns[at]![0] !== 0) };
}

async function writeFile(
  workbench: Workbench,
  writer: Writer,
  write: LookupWrite,
  rows: Relation,
  filename: string,
): Promise<LookupFault | undefined> {
  const { engine, app } = workbench;
  const { stateDir } = app;
  if (write.keyField !== undefined)
    return { fault: `key_field is for lookups in the KV store, and "${write.name}" is a file` };
  if (stateDir === undefined)
    return { fault: `lookup file "${filename}" cannot be written: the workbench has no state folder` };
  const count = await writer.count({ steps: [], from: rows.from });
  const target = { engine, app, stateDir, filename };
  await writeCsvLookup(target, write, await presentFields(workbench, rows), count);
  if (count > 0) writer.message({ type: 'INFO', text: `Results written to file '${filename}'.` });
  return undefined;
}

async function writeCollection(
  { engine, kv }: Workbench,
  writer: Writer,
  write: LookupWrite,
  rows: Relation,
  { name: collection, fields }: { readonly name: string; readonly fields: readonly string[] },
): Promise<LookupFault | undefined> {
  if (!kv.collections.has(collection)) return { fault: `collections.conf has no collection "${collection}"` };
  try {
    const target = { engine, kv, collection, user: LOOKUP_USER, fields };
    const count = await writer.count({ steps: [], from: rows.from });
    const left = await writeCollectionLookup(target, write, rows);
    if (count > 0) writer.message({ type: 'INFO', text: `Results written to collection '${collection}'.` });
    if (left > 0)
      writer.message({
        type: 'WARN',
        text: `${left} of the rows were not written: there are records of their keys, and allow_updates is false`,
      });
    return undefined;
  } catch (error) {
    if (error instanceof KvError) return { fault: `collection "${collection}": ${error.message}` };
    throw error;
  }
}

/** Writes rows that lie in a table of their own into the lookup; gives why that cannot be. */
export async function writeLookup(
  workbench: Workbench,
  writer: Writer,
  write: LookupWrite,
  rows: Relation,
): Promise<LookupFault | undefined> {
  const { lookups } = readTransforms(workbench.app);
  const conf = lookups.get(write.name);
  const store = conf?.store;
  if (store?.kind === 'collection') {
    const fault = accessFault(workbench, [{ type: 'collections', name: store.name }], 'write');
    return fault ?? writeCollection(workbench, writer, write, rows, store);
  }
  const fault =
    conf?.checksPermission && accessFault(workbench, [{ type: 'transforms', name: conf.name }], 'write');
  if (fault) return fault;
  const filename = store?.name ?? write.name;
  if (isLookupFilename(filename)) return writeFile(workbench, writer, write, rows, filename);
  return unknownLookup(write.name, lookups.keys());
}
