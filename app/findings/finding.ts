import type { KvRecord } from '../kv/collection';

/** Severities of findings, the worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'informational'] as const;

/** What becomes of a finding, in the words of Splunk ES as far as it has any. */
export const STATUSES = ['new', 'in progress', 'pending', 'resolved', 'false positive'] as const;
export type Status = (typeof STATUSES)[number];

/** A record of smtp_watch_findings: what a detection found, times in epoch seconds. */
export interface FindingRecord extends KvRecord {
  readonly _key: string;
  readonly key?: string;
  readonly detection?: string;
  readonly entity?: string;
  readonly entity_type?: string;
  readonly score?: number;
  readonly severity?: string;
  readonly reasons?: string | readonly string[];
  readonly mitre?: string | readonly string[];
  readonly related?: string | readonly string[];
  readonly step?: number;
  readonly first_time?: number;
  readonly last_time?: number;
  readonly raised_time?: number;
  readonly count?: number;
  readonly drilldown?: string;
}

/** A record of smtp_watch_triage: what was last said of a finding. */
export interface TriageRecord extends KvRecord {
  readonly _key?: string;
  readonly key?: string;
  readonly owner?: string;
  readonly status?: string;
  readonly note?: string;
  readonly changed_time?: number;
  readonly changed_by?: string;
  /** Changes as JSON texts, the oldest first. */
  readonly history?: string | readonly string[];
}

/** A finding with what people said of it. */
export interface Case {
  readonly key: string;
  readonly finding: FindingRecord;
  readonly triage: TriageRecord | undefined;
  readonly status: Status;
  /** Empty when nobody has it. */
  readonly owner: string;
  /** Why the allowlist keeps the entity out of this detection now; undefined when it does not. */
  readonly allowedFor: string | undefined;
}

/** Gives the values of a field that holds none, one or several. */
export function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined || value === '') return [];
  return typeof value === 'string' ? [value] : value;
}

function statusOf(triage: TriageRecord | undefined): Status {
  return STATUSES.find((status) => status === triage?.status) ?? 'new';
}

/** Gives findings joined with what was said of them and with the reasons of the allowlist, both by the key of the finding. */
export function joinCases(
  findings: readonly FindingRecord[],
  triage: readonly TriageRecord[],
  allowed: ReadonlyMap<string, string>,
): readonly Case[] {
  const said = new Map(triage.map((record) => [record.key ?? record._key ?? '', record]));
  return findings.map((finding) => {
    const key = finding.key ?? finding._key;
    const own = said.get(key);
    return {
      key,
      finding,
      triage: own,
      status: statusOf(own),
      owner: own?.owner ?? '',
      allowedFor: allowed.get(key),
    };
  });
}

/** Tells whether somebody still has to look at a finding: it is neither settled nor allowlisted. */
export function isOpen({ status, allowedFor }: Case): boolean {
  return allowedFor === undefined && status !== 'resolved' && status !== 'false positive';
}
