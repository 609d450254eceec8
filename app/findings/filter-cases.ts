import type { InputValues } from '../model/input';
import { type Case, isOpen, listOf } from './finding';
import { detectionTitle } from './known-detections';

/** What findings are chosen by; each is a parameter of the page's address that holds one or several values. */
export const FACETS = ['severity', 'status', 'detection', 'tactic', 'technique', 'owner'] as const;
export type Facet = (typeof FACETS)[number];

/** Tactics by technique, which the app's list knows. */
export type TacticsOf = (technique: string) => readonly string[];

/** What stands for the owner of a finding that nobody has. */
const NOBODY = 'nobody';

/** What is shown unless something else is asked for. */
const DEFAULTS: Readonly<Record<string, readonly string[]>> = { status: ['open'] };

// An address is anybody's to write: what is no escape stands for itself.
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Gives the chosen values of a facet; none chosen means all. */
export function chosenOf(inputs: InputValues, facet: Facet): readonly string[] {
  const written = inputs[facet] ?? '';
  return written === '' ? (DEFAULTS[facet] ?? []) : written.split(',').map(decoded);
}

/** Gives values as the text of a parameter; a comma in one does not part it. */
export function written(values: readonly string[]): string {
  return values.map((value) => value.replace(/[%,]/g, encodeURIComponent)).join(',');
}

function statusesOf(each: Case): readonly string[] {
  const { status, allowedFor } = each;
  return [
    'all',
    status,
    ...(isOpen(each) ? ['open'] : []),
    ...(allowedFor === undefined ? [] : ['allowlisted']),
  ];
}

/** Gives the values that a finding has of a facet. */
function valuesOf(each: Case, facet: Facet, tacticsOf: TacticsOf): readonly string[] {
  const { finding } = each;
  const techniques = listOf(finding.mitre);
  const values: Readonly<Record<Facet, readonly string[]>> = {
    severity: [finding.severity ?? ''],
    status: statusesOf(each),
    detection: [finding.detection ?? ''],
    tactic: [...new Set(techniques.flatMap(tacticsOf))],
    technique: techniques,
    owner: [each.owner || NOBODY],
  };
  return values[facet];
}

function holdsText({ finding, triage, owner }: Case, text: string): boolean {
  const { entity = '', detection = '', reasons, related, mitre } = finding;
  const told = [entity, detection, detectionTitle(detection), owner, triage?.note ?? ''];
  return [...told, ...listOf(reasons), ...listOf(related), ...listOf(mitre)].some((each) =>
    each.toLowerCase().includes(text),
  );
}

/** Gives the findings that all choices hold for, but for the one facet that is left out. */
export function filterCases(
  cases: readonly Case[],
  inputs: InputValues,
  tacticsOf: TacticsOf,
  leftOut?: Facet,
): readonly Case[] {
  const text = (inputs['text'] ?? '').trim().toLowerCase();
  const asked = FACETS.filter((facet) => facet !== leftOut)
    .map((facet) => [facet, chosenOf(inputs, facet)] as const)
    .filter(([, chosen]) => chosen.length > 0);
  return cases.filter(
    (each) =>
      (text === '' || holdsText(each, text)) &&
      asked.every(([facet, chosen]) =>
        valuesOf(each, facet, tacticsOf).some((value) => chosen.includes(value)),
      ),
  );
}

/** Gives how many findings have each value of a facet, of those that all other choices hold for. */
export function countsOf(
  cases: readonly Case[],
  inputs: InputValues,
  tacticsOf: TacticsOf,
  facet: Facet,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const each of filterCases(cases, inputs, tacticsOf, facet))
    for (const value of valuesOf(each, facet, tacticsOf)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
