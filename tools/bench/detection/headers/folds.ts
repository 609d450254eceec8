import { fitWeights, pointsOf, THRESHOLD } from './fit';
import type { Label, LabelledMail } from './labelled';

export const FOLDS = 10;

/** The fold of a sender domain: all its mails are judged with weights that were fitted without any of them. */
function foldOf(domain: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < domain.length; at++) hash = Math.imul(hash ^ domain.charCodeAt(at), 16_777_619);
  return ((hash ^ (hash >>> 15)) >>> 0) % FOLDS;
}

/** The points of each mail by weights of the other folds. */
export function heldOutPoints(mails: readonly LabelledMail[]): Map<LabelledMail, number> {
  const points = new Map<LabelledMail, number>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = fitWeights(mails.filter(({ domain }) => foldOf(domain) !== fold));
    for (const mail of mails) if (foldOf(mail.domain) === fold) points.set(mail, pointsOf(mail, weights));
  }
  return points;
}

/** How many mails of a label have as many points. */
export interface Rate {
  readonly hits: number;
  readonly of: number;
  /** Mean over the sender domains of the share of each one's mails. */
  readonly byDomain: number;
}

/** The rate of a label among mails whose points are known. */
export function rateOf(points: ReadonlyMap<LabelledMail, number>, label: Label, threshold = THRESHOLD): Rate {
  const domains = new Map<string, { hits: number; of: number }>();
  for (const [mail, sum] of points) {
    if (mail.label !== label) continue;
    const domain = domains.get(mail.domain) ?? { hits: 0, of: 0 };
    domain.of++;
    if (sum >= threshold) domain.hits++;
    domains.set(mail.domain, domain);
  }
  const all = [...domains.values()];
  return {
    hits: all.reduce((sum, { hits }) => sum + hits, 0),
    of: all.reduce((sum, { of }) => sum + of, 0),
    byDomain: all.reduce((sum, { hits, of }) => sum + hits / of, 0) / all.length,
  };
}

/** The same points with those that results of authentication add, of the mails alone that have results. */
export function pointsWithResults(points: ReadonlyMap<LabelledMail, number>): Map<LabelledMail, number> {
  return new Map(
    [...points].flatMap(([mail, sum]) =>
      mail.resultPoints === undefined ? [] : [[mail, sum + mail.resultPoints] as const],
    ),
  );
}

/** The share that is not passed with 95 % confidence when so few of so many were hit (Clopper and Pearson). */
export function upperBound(hits: number, of: number): number {
  let [low, high] = [hits / of, 1];
  for (let turn = 0; turn < 50; turn++) {
    const middle = (low + high) / 2;
    if (chanceOfAtMost(hits, of, middle) > 0.05) low = middle;
    else high = middle;
  }
  return high;
}

function chanceOfAtMost(hits: number, of: number, share: number): number {
  let term = (1 - share) ** of;
  let sum = term;
  for (let hit = 1; hit <= hits; hit++) {
    term *= ((of - hit + 1) / hit) * (share / (1 - share));
    sum += term;
  }
  return sum;
}
