import type { WordCounts } from './word-counts';

/** A word in fewer messages than this is no part of what a campaign repeats. */
const LEAST_MESSAGES = 3;
const WORD = /[\p{L}\p{M}\p{Nd}#'’_]+/gu;
/** Scripts without blanks between words: what stands between two blanks is a sentence. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** The different words of a subject's shape that can be a variable of its template. */
export function wordsOf(shape: string): Set<string> {
  return new Set((shape.match(WORD) ?? []).filter((word) => word !== '#' && !UNSPACED.test(word)));
}

/** The shape with `*` for every word that next to no other message has. */
export function templateOf(shape: string, counts: WordCounts): string {
  return shape
    .replace(WORD, (word) =>
      word === '#' || UNSPACED.test(word) || counts.get(word) >= LEAST_MESSAGES ? word : '*',
    )
    .replace(/\*(?: \*)+/g, '*');
}

/** Number of letters of a template that all its messages share. */
export function fixedLetters(template: string): number {
  return template.replace(/[^\p{L}]+/gu, '').length;
}
