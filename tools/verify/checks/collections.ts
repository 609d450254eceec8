import { randomUUID } from 'node:crypto';
import type { Stanza } from '../../../workbench/conf/parse';
import { type Check, type Finding, failed, findAll, note, ok, type Target } from '../check';
import { rowsOf } from '../search';
import type { Entry } from '../splunk';
import { SplunkError, splunkError } from '../splunk-error';

/** An entry that has run out counts for nothing; nor does a finding of the year 1970. */
const LONG_AGO = 1;

interface Trial {
  readonly key: string;
  /** Of the types that the collection asks for; its texts are all the key, which no search or page takes for anything else. */
  readonly record: Readonly<Record<string, string | number>>;
  /** A field whose text is the key. */
  readonly field: string;
}

function trialOf({ settings }: Stanza): Trial {
  const key = `npm-run-verify-${randomUUID()}.invalid`;
  const fields = [...settings].flatMap(([setting, { value }]) => {
    const name = /^field\.(\w+)$/.exec(setting)?.[1];
    return name === undefined ? [] : [[name, value === 'number' ? LONG_AGO : key] as const];
  });
  const field = fields.find(([, value]) => value === key)?.[0] ?? '_key';
  return { key, field, record: { ...Object.fromEntries(fields), _key: key } };
}

/** The lookup that reads the whole collection. */
function lookupOf({ shipped }: Target, collection: string): string | undefined {
  return [...shipped.conf('transforms').values()].find(
    ({ settings }) => settings.get('collection')?.value === collection && !settings.has('filter'),
  )?.name;
}

async function removeTrial({ splunk }: Target, collection: string, key: string): Promise<void> {
  await splunk.removeRecord(collection, key).catch((thrown: unknown) => {
    const { status, message } = splunkError(thrown);
    if (status !== 404) throw new SplunkError(status, `the row ${key} may be left behind: ${message}`);
  });
}

/** Writes, reads over REST and by the lookup, and removes. */
async function writeAndRead(target: Target, stanza: Stanza): Promise<Finding> {
  const { splunk } = target;
  const { name } = stanza;
  const { key, field, record } = trialOf(stanza);
  const lookup = lookupOf(target, name);
  if (lookup === undefined) return failed(name, 'no lookup reads it');
  await splunk.saveRecord(name, record);
  try {
    const read = await splunk.readRecord(name, key);
    const wrong = Object.entries(record).filter(([at, value]) => read[at] !== value);
    if (wrong.length > 0)
      return failed(name, `wrote ${JSON.stringify(record)}, read ${JSON.stringify(read)}`);
    const rows = await rowsOf(
      splunk,
      `| inputlookup strict=true ${lookup} where ${field}="${key}" | stats count`,
    );
    if (rows[0]?.['count'] === '1') return ok(name, 'written, read and removed');
    return failed(
      name,
      `the lookup ${lookup} found ${JSON.stringify(rows)}, expected the row that was written`,
    );
  } finally {
    await removeTrial(target, name, key);
  }
}

const ADVICE =
  'see that the KV store runs, and that the account has a role which may write the collection (docs/roles.md)';

async function findingOf(target: Target, stanza: Stanza, entry: Entry | undefined): Promise<Finding> {
  const { name } = stanza;
  if (!entry) return failed(name, 'there is no such collection, or the account may not read it', ADVICE);
  try {
    return await writeAndRead(target, stanza);
  } catch (error) {
    if (!(error instanceof SplunkError) || error.status !== 403) throw error;
    return note(name, 'can be read; this account may not write it');
  }
}

/** Whether every collection can be written, read and cleaned, as far as the account may. */
export const COLLECTIONS: Check = {
  name: 'collections',
  title: 'KV store',
  async run(target) {
    const { splunk, shipped } = target;
    const listed = await splunk.listInApp('storage/collections/config');
    const entries = new Map(listed.map((entry) => [entry.name, entry]));
    return findAll(
      [...shipped.conf('collections').values()],
      ({ name }) => name,
      async (stanza) => [await findingOf(target, stanza, entries.get(stanza.name))],
      ADVICE,
    );
  },
};
