import { readCollection, saveRecords } from '../kv/collection';
import { newRecord, type OwnedRecord } from '../kv/owned-record';
import type { Case } from './finding';

/** The collection of what detections leave alone. */
export const ALLOWLIST = 'smtp_watch_allowlist';

/** A record of smtp_watch_allowlist; `*` stands for any entity or detection. */
export interface AllowRecord extends OwnedRecord {
  readonly entity?: string;
  readonly entity_type?: string;
  readonly detection?: string;
}

/** One that the collection has. */
export type KeptRecord = AllowRecord & { readonly _key: string };

/** What an entry made of findings covers. */
export const SCOPES = {
  pair: 'these entities, for the detections that found them',
  entity: 'these entities, for every detection',
  detection: 'these detections, for every entity',
} as const;
export type Scope = keyof typeof SCOPES;

/** What an entry is about. */
export interface Covered {
  readonly entity: string;
  readonly entity_type: string;
  readonly detection: string;
}

const ANY = '*';

/** Gives what entries of a scope are about, each once. */
export function coveredBy(cases: readonly Case[], scope: Scope): readonly Covered[] {
  const all = cases.map(({ finding: { entity = '', entity_type = '', detection = '' } }) => ({
    entity: scope === 'detection' ? ANY : entity,
    entity_type: scope === 'detection' ? '' : entity_type,
    detection: scope === 'entity' ? ANY : detection,
  }));
  return [...new Map(all.map((each) => [JSON.stringify([each.entity, each.detection]), each])).values()];
}

/** Gives the findings that entries would cover; entities are compared without regard to case, as the alerts do. */
export function coveredCases(cases: readonly Case[], covered: readonly Covered[]): readonly Case[] {
  const has = (wanted: string, value = ''): boolean =>
    wanted === ANY || wanted.toLowerCase() === value.toLowerCase();
  return cases.filter(({ finding }) =>
    covered.some((each) => has(each.entity, finding.entity) && has(each.detection, finding.detection)),
  );
}

/** Gives the entities that cannot be named in an entry: a `*` in one would stand for anything. */
export function unnameable(cases: readonly Case[], scope: Scope): readonly string[] {
  if (scope === 'detection') return [];
  return [...new Set(cases.map(({ finding }) => finding.entity ?? ''))].filter((entity) =>
    entity.includes(ANY),
  );
}

/** Gives what an entry does at a time (epoch seconds), as the alerts see it. */
export function stateOf({ expires }: AllowRecord, now: number): string {
  if (expires === undefined) return 'counts for nothing: it has no end';
  if (expires === 0) return 'counts for good';
  return expires <= now ? 'has run out' : 'counts';
}

/** Saves entries; one about the same entity and detection is replaced. Rejects with the server's own message. */
export async function saveEntries(
  covered: readonly Covered[],
  grounds: { readonly reason: string; readonly expires: number },
): Promise<void> {
  const present = await readCollection<AllowRecord>(ALLOWLIST);
  const keyOf = ({ entity = '', detection = '' }: Partial<Covered>): string =>
    JSON.stringify([entity.toLowerCase(), detection]);
  const keys = new Map(present.map((record) => [keyOf(record), record._key]));
  const records = covered.map((each) => {
    const _key = keys.get(keyOf(each));
    return {
      ...(_key !== undefined && { _key }),
      ...newRecord({ ...each }, { ...grounds, source: 'Alerts page' }),
    };
  });
  await saveRecords(ALLOWLIST, records);
}
