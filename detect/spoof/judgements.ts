import { SPOOF_THRESHOLDS } from '../../schema/spoof-thresholds';
import { codesOf, SIGNS, type SignCode } from './signs';

type SpoofVerdict = 'clean' | 'suspicious' | 'spoofed' | 'unreadable';

export interface Judgement {
  readonly score: number;
  readonly verdict: SpoofVerdict;
  readonly reasons: readonly SignCode[];
  /** Each of them as `code: sentence, points`. */
  readonly sentences: readonly string[];
}

const CLEAN: Judgement = { score: 0, verdict: 'clean', reasons: [], sentences: [] };
const UNREADABLE: Judgement = { score: 0, verdict: 'unreadable', reasons: [], sentences: [] };
const CLEAN_NUMBER = 0;

/** Judgements by number, one for each set of signs that was met. */
export class Judgements {
  /** The number of the judgement on a message that shows nothing. */
  readonly unreadable = 1;
  readonly #judgements = [CLEAN, UNREADABLE];
  readonly #numbers = new Map<number, number>();

  /** The number of the judgement on a set of signs. */
  numberOf(signs: number): number {
    if (signs === 0) return CLEAN_NUMBER;
    const known = this.#numbers.get(signs);
    if (known !== undefined) return known;
    const number = this.#judgements.push(judgeSigns(signs)) - 1;
    this.#numbers.set(signs, number);
    return number;
  }

  /** The judgement with a number that `numberOf` gave. */
  get(number: number): Judgement {
    return this.#judgements[number]!;
  }
}

function judgeSigns(signs: number): Judgement {
  const reasons = codesOf(signs);
  const score = Math.min(
    reasons.reduce((sum, code) => sum + SIGNS[code].weight, 0),
    100,
  );
  const suspected = score >= SPOOF_THRESHOLDS.suspicious ? 'suspicious' : 'clean';
  const sentences = reasons.map((code) => `${code}: ${SIGNS[code].sentence}, ${SIGNS[code].weight} points`);
  return { score, verdict: score >= SPOOF_THRESHOLDS.spoofed ? 'spoofed' : suspected, reasons, sentences };
}
