import { type Evidence, NEEDS_OF } from '../../schema/evidence';
import { numberOf, type Row } from '../search/rows';
import { evidenceTitle, LIST_EVIDENCE, LOG_EVIDENCE, type LogEvidence } from './evidence';
import type { Owned } from './use-owned';

/** How much a detection sees: all it judges by, the part that it cannot do without, not even that; or its alert is off. */
type Sight = 'good' | 'weak' | 'missing' | 'off';

export interface Covered {
  readonly sight: Sight;
  /** What it judges by, in words; of those in one text one is enough. */
  readonly has: readonly string[];
  /** What is not there, with what brings it. */
  readonly lacks: readonly { readonly title: string; readonly remedy: string }[];
}

/** Gives what evidence there is: what some event shows, and the lists with entries that count. */
export function evidenceIn(shown: readonly Row[], owned: Owned): ReadonlySet<Evidence> {
  const seen = (Object.keys(LOG_EVIDENCE) as LogEvidence[]).filter((kind) =>
    shown.some((row) => numberOf(row, kind) > 0),
  );
  const told = Object.entries(LIST_EVIDENCE)
    .filter(([, { collection }]) => (owned[collection] ?? 0) > 0)
    .map(([kind]) => kind as Evidence);
  return new Set([...seen, ...told]);
}

function remedyOf(evidence: Evidence): string {
  if (evidence in LIST_EVIDENCE) return 'the list of that name on this page';
  return LOG_EVIDENCE[evidence as LogEvidence].remedy;
}

const listed = (need: Evidence | readonly Evidence[]): readonly Evidence[] =>
  typeof need === 'string' ? [need] : need;

/** Gives what a detection sees of what it judges by; undefined for one whose needs nobody has written down. */
export function coverageOf(
  detection: string,
  isOn: boolean,
  there: ReadonlySet<Evidence>,
): Covered | undefined {
  const known = Object.hasOwn(NEEDS_OF, detection) ? NEEDS_OF[detection] : undefined;
  if (known === undefined) return undefined;
  const needs = known.needs.map(listed);
  const sharpens = (known.sharpens ?? []).map(listed);
  const isThere = (choices: readonly Evidence[]): boolean => choices.some((kind) => there.has(kind));
  const lacks = [...needs, ...sharpens].filter((choices) => !isThere(choices));
  const sight = !needs.every(isThere) ? 'missing' : lacks.length > 0 ? 'weak' : 'good';
  return {
    sight: isOn ? sight : 'off',
    has: [...needs, ...sharpens].filter(isThere).map((choices) =>
      choices
        .filter((kind) => there.has(kind))
        .map(evidenceTitle)
        .join(', '),
    ),
    lacks: lacks.map((choices) => ({
      title: choices.map(evidenceTitle).join(' or '),
      remedy: choices.map(remedyOf).join(', or '),
    })),
  };
}
