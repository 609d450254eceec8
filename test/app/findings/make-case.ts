import type { Case, FindingRecord } from '../../../app/findings/finding';
import { joinCases, type TriageRecord } from '../../../app/findings/finding';

/** A finding joined with what was said of it. */
export function makeCase(
  finding: Partial<FindingRecord>,
  triage: TriageRecord = {},
  allowedFor?: string,
): Case {
  const _key = finding._key ?? 'k1';
  const allowed = new Map(allowedFor === undefined ? [] : [[_key, allowedFor]]);
  const said = Object.keys(triage).length === 0 ? [] : [{ key: _key, ...triage }];
  const [only] = joinCases([{ _key, key: _key, ...finding }], said, allowed);
  return only!;
}
