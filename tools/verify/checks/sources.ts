import { SOURCES } from '../../../app/setup/source-searches';
import { type Check, type Finding, failed, findAll, note, ok, type Target } from '../check';
import { type ResultRow, rowsOf } from '../search';

/** So many events of a sourcetype are looked at. */
const LOOKED_AT = 1000;
/** What splunkd cuts lines to unless props.conf says otherwise (TRUNCATE). */
const DEFAULT_TRUNCATE = 10_000;

/** A sourcetype of the app of which there are events, and how many in all. */
export interface Seen {
  readonly name: string;
  readonly detail: string;
}

const day = (seconds: unknown): string => new Date(Number(seconds) * 1000).toISOString().slice(0, 10);

/** The sourcetypes of the app that have events, whenever they were. */
export async function sourcesOf({ splunk }: Target): Promise<readonly Seen[]> {
  const rows = await rowsOf(splunk, SOURCES);
  return rows.map((row) => ({
    name: String(row['sourcetype']),
    detail: `${Number(row['events']).toLocaleString('en-US')} events of ${day(row['first_time'])} to ${day(row['last_time'])}`,
  }));
}

/** The newest events of a sourcetype in the time range. */
export function newestOf(sourcetype: string): string {
  return `search index=* sourcetype="${sourcetype}" | head ${LOOKED_AT}`;
}

const INDEX_TIME =
  'the settings for the time of indexing are not where the file is read: install TA-smtp_watch on its forwarder and on the indexers (docs/install.md), then index the file anew';

interface Symptom {
  readonly count: string;
  readonly told: string;
  /** Whether one event is enough; else it takes all of them. */
  readonly isFault: (count: number, events: number) => boolean;
}

const SYMPTOMS: Readonly<Record<string, Symptom>> = {
  headers: {
    count: 'count(eval(match(_raw, "^#(?:separator|fields|types|path|open|close)")))',
    told: 'are header lines of Zeek that are no events',
    isFault: (count) => count > 0,
  },
  merged: {
    count: 'count(eval(linecount>1))',
    told: 'hold several lines',
    isFault: (count) => count > 0,
  },
  cut: {
    count: `count(eval(len(_raw)=${DEFAULT_TRUNCATE}))`,
    told: `are cut to ${DEFAULT_TRUNCATE} characters`,
    isFault: (count) => count > 0,
  },
  future: {
    count: 'count(eval(_time>now()+86400))',
    told: 'have a time more than a day ahead',
    isFault: (count) => count > 0,
  },
  bare: {
    count: 'count(eval(isnull(vendor_product)))',
    told: 'have no vendor_product, which the app gives to every event: its props.conf is not in force for this account and app',
    isFault: (count, events) => count === events,
  },
};

const COUNTS = Object.entries(SYMPTOMS).map(([name, { count }]) => `${count} AS ${name}`);

function findingOf({ name, detail }: Seen, row: ResultRow | undefined): Finding {
  const events = Number(row?.['events'] ?? 0);
  if (events === 0)
    return note(name, `${detail}, none of them in the time range`, 'see --earliest and --latest');
  const faults = Object.entries(SYMPTOMS).flatMap(([field, { told, isFault }]) => {
    const count = Number(row?.[field] ?? 0);
    return isFault(count, events) ? [`${count} of the newest ${events} ${told}`] : [];
  });
  return faults.length === 0 ? ok(name, detail) : failed(name, faults.join('; '), INDEX_TIME);
}

/** Which sourcetypes have events, and whether they were indexed as the app's props.conf says. */
export const SOURCETYPES_HAVE_DATA: Check = {
  name: 'sourcetypes',
  title: 'Sourcetypes',
  async run(target) {
    const seen = await sourcesOf(target);
    if (seen.length === 0)
      return [
        failed(
          'events',
          'there is no event of any sourcetype of the app that this account may see',
          'point an input at a mail log (docs/install.md, "First steps"), and see that a role of the account searches its index',
        ),
      ];
    return findAll(
      seen,
      ({ name }) => name,
      async (source) => {
        const spl = `${newestOf(source.name)} | stats count AS events ${COUNTS.join(' ')}`;
        return [findingOf(source, (await rowsOf(target.splunk, spl, target.range))[0])];
      },
    );
  },
};
