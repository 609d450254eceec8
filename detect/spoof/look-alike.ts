import { organisationalDomain } from './organisational-domain';
import { toUnicode } from './punycode';

export type Imitation = 'other_ending' | 'confusable' | 'typing_error' | 'affix' | 'sub_domain';

/** A domain that may imitate another, in the parts that are compared. */
export interface Candidate {
  readonly organisation: string;
  /** First label of the organisation, decoded to Unicode. */
  readonly label: string;
  /** What stands left of the organisation, empty where nothing does. */
  readonly front: string;
}

/** The parts of a domain that tell whether it imitates another. */
export function candidateOf(domain: string): Candidate {
  const organisation = organisationalDomain(domain);
  const front = domain.slice(0, Math.max(domain.length - organisation.length - 1, 0));
  return { organisation, label: toUnicode(labelOf(organisation)), front };
}

/** The first label of an organisational domain. */
export function labelOf(organisation: string): string {
  const dot = organisation.indexOf('.');
  return dot < 0 ? organisation : organisation.slice(0, dot);
}

/**
 * A text and what is left of it when up to `most` characters are taken out: two texts within that distance of each
 * other share one of these forms, so that a typing error is found by look-ups instead of comparing with every name.
 */
export function deletionsOf(text: string, most: number): Set<string> {
  const forms = new Set([text]);
  let last = [text];
  for (let depth = 0; depth < most; depth++) {
    last = last.flatMap((form) =>
      Array.from({ length: form.length }, (_, at) => form.slice(0, at) + form.slice(at + 1)),
    );
    for (const form of last) forms.add(form);
  }
  return forms;
}

/** Whether two texts are at most `limit` insertions, deletions, replacements or swaps of neighbours apart. */
export function isWithin(left: string, right: string, limit: number): boolean {
  if (Math.abs(left.length - right.length) > limit) return false;
  let before: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const next = [row];
    for (let column = 1; column <= right.length; column++) {
      const isSame = left[row - 1] === right[column - 1];
      let cost = Math.min(last[column]! + 1, next[column - 1]! + 1, last[column - 1]! + (isSame ? 0 : 1));
      const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (row > 1 && column > 1 && isSwap) cost = Math.min(cost, before[column - 2]! + 1);
      next.push(cost);
    }
    if (Math.min(...next) > limit) return false;
    before = last;
    last = next;
  }
  return last[right.length]! <= limit;
}
