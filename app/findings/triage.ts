import { type KvRecord, readCollection, saveRecords } from '../kv/collection';
import { type Case, listOf, type Status, type TriageRecord } from './finding';

/** The collection of what people say of findings. */
export const TRIAGE = 'smtp_watch_triage';

/** What is to be said of findings; what is absent stays as it is. */
export interface TriageChange {
  readonly owner?: string;
  readonly status?: Status;
  readonly note?: string;
}

/** One change of the past. */
export interface PastChange extends TriageChange {
  /** Epoch seconds. */
  readonly time: number;
  readonly by: string;
}

/** What became of a change. */
export interface SaveResult {
  readonly saved: number;
  /** What others had said meanwhile; these findings were left as they are. */
  readonly changedMeanwhile: readonly TriageRecord[];
}

const LONGEST_HISTORY = 50;

const isPastChange = (value: unknown): value is PastChange =>
  typeof value === 'object' && value !== null && 'time' in value && 'by' in value;

function readChange(text: string): PastChange[] {
  try {
    const value: unknown = JSON.parse(text);
    return isPastChange(value) ? [value] : [];
  } catch {
    return [];
  }
}

/** Gives the changes of what was said of a finding, the newest first; texts that are none are left out. */
export function historyOf(triage: TriageRecord | undefined): readonly PastChange[] {
  return listOf(triage?.history).flatMap(readChange).reverse();
}

const FIELDS = ['owner', 'status', 'note'] as const;

function isSame(one: TriageRecord | undefined, other: TriageRecord | undefined): boolean {
  return FIELDS.every((field) => (one?.[field] ?? '') === (other?.[field] ?? ''));
}

/** Gives what is different in a change from what was said so far. */
export function differenceOf(before: TriageRecord | undefined, change: TriageChange): TriageChange {
  const said = FIELDS.filter(
    (field) => change[field] !== undefined && change[field] !== (before?.[field] ?? ''),
  );
  return Object.fromEntries(said.map((field) => [field, change[field]]));
}

function changed(
  { key }: Case,
  known: TriageRecord | undefined,
  change: TriageChange,
  by: string,
  time: number,
): KvRecord[] {
  const difference = differenceOf(known, change);
  if (Object.keys(difference).length === 0) return [];
  const past: PastChange = { time, by, ...difference };
  const history = [...listOf(known?.history), JSON.stringify(past)].slice(-LONGEST_HISTORY);
  const { _user, ...kept }: KvRecord = { _key: key, ...known };
  return [{ ...kept, key, ...change, changed_time: time, changed_by: by, history }];
}

/**
 * Says something of findings, but of none about which something else was said since it was read. Rejects with the
 * server's own message when that refuses; nothing is saved then.
 */
export async function saveTriage(
  cases: readonly Case[],
  change: TriageChange,
  by: string,
  time: number,
): Promise<SaveResult> {
  const [only] = cases;
  const query = cases.length === 1 && only !== undefined ? { key: only.key } : undefined;
  const present = new Map(
    (await readCollection<TriageRecord>(TRIAGE, query)).map((record) => [record.key, record]),
  );
  const isUntouched = ({ key, triage }: Case): boolean => isSame(triage, present.get(key));
  const records = cases
    .filter(isUntouched)
    .flatMap((each) => changed(each, present.get(each.key), change, by, time));
  if (records.length > 0) await saveRecords(TRIAGE, records);
  const left = cases.filter((each) => !isUntouched(each));
  return {
    saved: records.length,
    changedMeanwhile: left.map(({ key }) => present.get(key) ?? { key }),
  };
}
