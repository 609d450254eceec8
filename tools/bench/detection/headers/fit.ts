import { boundsOf, CODES, type SignCode } from '../../../../detect/spoof/signs';
import type { LabelledMail } from './labelled';

/** Points of each sign; a mail with as many as the threshold together is called spoofed. */
export type Weights = Readonly<Partial<Record<SignCode, number>>>;

export const THRESHOLD = 50;
/** Of honest mail so much may be called spoofed: one easy mail in 1,000, one hard mail in 70. */
export const BUDGET = { 'easy-ham': 1 / 1_000, 'hard-ham': 1 / 70 } as const;

const ROUNDS = 60;
/** Pulls weights of seldom seen signs towards 0, in units of mails. */
const RIDGE = 3;
/** Honest mail must stay so many points below the threshold when weights are fitted. */
const MARGIN = 5;
/** What the 70 hard mails count together, as a share of what all honest mails do: they stand for the mail of companies. */
const HARD_SHARE = 0.5;

interface Group {
  readonly signs: readonly number[];
  readonly isForged: boolean;
  weight: number;
  sum: number;
}

/**
 * Points that tell forged from honest mail, fitted on these mails: logistic regression with weights of 0 or more, in
 * which each sender domain of forged mail counts like the next, then scaled so that the threshold keeps to the budget,
 * and put between the floor and the cap of each sign.
 */
export function fitWeights(mails: readonly LabelledMail[]): Weights {
  const codes = [...new Set(mails.flatMap((mail) => mail.codes))].sort();
  const groups = groupsOf(mails, codes);
  const odds = codes.map(() => 0);
  const holding = codes.map((_, sign) => groups.filter(({ signs }) => signs.includes(sign)));
  let bias = 0;
  for (let round = 0; round < ROUNDS; round++) {
    bias += step(groups, bias, 0);
    for (const [sign, members] of holding.entries()) {
      const next = Math.max(0, odds[sign]! + step(members, bias, odds[sign]! * RIDGE));
      for (const group of members) group.sum += next - odds[sign]!;
      odds[sign] = next;
    }
  }
  return scaled(mails, Object.fromEntries(codes.map((code, sign) => [code, odds[sign]!])));
}

/** Newton's step for one weight, cut to what keeps the sum stable. */
function step(members: readonly Group[], bias: number, pull: number): number {
  let slope = -pull;
  let curve = RIDGE;
  for (const { isForged, sum, weight } of members) {
    const chance = 1 / (1 + Math.exp(-bias - sum));
    slope += weight * ((isForged ? 1 : 0) - chance);
    curve += weight * chance * (1 - chance);
  }
  return Math.max(-1, Math.min(1, slope / curve));
}

/** Mails with the same signs together; forged and honest mail count as much as each other. */
function groupsOf(mails: readonly LabelledMail[], codes: readonly SignCode[]): Group[] {
  const forged = mails.filter(({ label }) => label === 'phish');
  const ofDomain = new Map<string, number>();
  for (const { domain } of forged) ofDomain.set(domain, (ofDomain.get(domain) ?? 0) + 1);
  const honest = mails.filter(({ label }) => label === 'easy-ham').length;
  const hard = mails.filter(({ label }) => label === 'hard-ham').length;
  const total = honest + hard;
  const weightOf = ({ label, domain }: LabelledMail): number => {
    if (label === 'phish') return total / ofDomain.size / ofDomain.get(domain)!;
    return label === 'hard-ham' ? (HARD_SHARE * total) / hard : ((1 - HARD_SHARE) * total) / honest;
  };
  const groups = new Map<string, Group>();
  for (const mail of mails) {
    if (mail.label === 'spam') continue;
    const key = `${mail.label === 'phish'} ${mail.codes.join(' ')}`;
    const group = groups.get(key) ?? {
      signs: mail.codes.map((code) => codes.indexOf(code)),
      isForged: mail.label === 'phish',
      weight: 0,
      sum: 0,
    };
    group.weight += weightOf(mail);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The sum of the points of a mail's signs. */
export function pointsOf({ codes }: LabelledMail, weights: Weights): number {
  return codes.reduce((sum, code) => sum + (weights[code] ?? 0), 0);
}

/** The scale at which the capped points of honest mail stay within the budget by a margin. */
function scaled(mails: readonly LabelledMail[], odds: Weights): Weights {
  for (let scale = 40; scale > 1; scale *= 0.97) {
    const weights = pointsAt(scale, odds);
    if (keepsTo(mails, weights)) return weights;
  }
  return pointsAt(1, odds);
}

function pointsAt(scale: number, odds: Weights): Weights {
  const entries = CODES.flatMap((code) => {
    const bounds = boundsOf(code);
    if (bounds === undefined) return [];
    const [floor, cap] = bounds;
    return [[code, Math.max(floor, Math.min(cap, Math.floor(scale * (odds[code] ?? 0))))] as const];
  });
  return Object.fromEntries(entries);
}

function keepsTo(mails: readonly LabelledMail[], weights: Weights): boolean {
  return Object.entries(BUDGET).every(([label, share]) => {
    const honest = mails.filter((mail) => mail.label === label);
    const hits = honest.filter((mail) => pointsOf(mail, weights) >= THRESHOLD - MARGIN);
    return hits.length <= honest.length * share;
  });
}
