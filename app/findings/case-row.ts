import type { TableColumn } from '../model/panel';
import { type Order, sortRows } from '../panels/sort-rows';
import type { Row, Rows } from '../search/rows';
import { type Case, listOf, SEVERITIES } from './finding';
import { detectionTitle } from './known-detections';

/** The columns of the list of findings; `severity` is sorted by how bad it is. */
export const CASE_COLUMNS: readonly TableColumn[] = [
  { field: 'severity', title: 'Severity', format: 'word' },
  { field: 'score', title: 'Score', format: 'score' },
  { field: 'detection', title: 'Detection', format: 'text' },
  { field: 'entity', title: 'About', format: 'text' },
  { field: 'mitre', title: 'ATT&CK', format: 'list' },
  { field: 'count', title: 'Count', format: 'number' },
  { field: 'last_time', title: 'Last seen (UTC)', format: 'time' },
  { field: 'owner', title: 'Owner', format: 'text' },
  { field: 'status', title: 'Status', format: 'word' },
];

const EXPORTED = [
  'severity',
  'score',
  'detection',
  'entity',
  'entity_type',
  'reasons',
  'mitre',
  'related',
  'count',
  'step',
  'first_time',
  'last_time',
  'raised_time',
  'owner',
  'status',
  'note',
  'allowlisted',
  'key',
  'drilldown',
] as const;

/** Gives a finding as a row of the list: texts by the names of columns. */
export function rowOf(each: Case): Row {
  const { finding, triage, allowedFor } = each;
  const texts = Object.fromEntries(
    [
      'severity',
      'score',
      'entity',
      'entity_type',
      'count',
      'step',
      'first_time',
      'last_time',
      'raised_time',
      'drilldown',
    ]
      .map((field) => [field, finding[field]])
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [field, String(value)]),
  );
  return {
    ...texts,
    key: each.key,
    detection: detectionTitle(finding.detection ?? ''),
    reasons: listOf(finding.reasons),
    mitre: listOf(finding.mitre),
    related: listOf(finding.related),
    owner: each.owner,
    note: triage?.note ?? '',
    status: each.status,
    allowlisted: allowedFor ?? '',
  };
}

const severityRank = ({ finding }: Case): number => {
  const rank = SEVERITIES.map(String).indexOf(finding.severity ?? '');
  return rank === -1 ? SEVERITIES.length : rank;
};

/** Gives findings in an order of a column; by severity, the latest first, when there is none. */
export function sortCases(cases: readonly Case[], order: Order | undefined): readonly Case[] {
  const lastOf = ({ finding }: Case): number => finding.last_time ?? 0;
  const worst = cases.toSorted(
    (one, other) => severityRank(one) - severityRank(other) || lastOf(other) - lastOf(one),
  );
  if (order === undefined) return worst;
  if (order.field === 'severity') return order.direction === 'desc' ? worst : worst.toReversed();
  const byKey = new Map(worst.map((each) => [each.key, each]));
  return sortRows(worst.map(rowOf), order).flatMap(({ key }) => byKey.get(String(key)) ?? []);
}

/** Gives findings as a table to take along, with all that is known of them. */
export function exportedRows(cases: readonly Case[]): Rows {
  const rows = cases.map(rowOf);
  return { fields: EXPORTED, rows: rows.map((row) => EXPORTED.map((field) => row[field] ?? null)) };
}
