import type { Comparison } from '../sql/compare';

interface Written {
  readonly start: number;
  readonly end: number;
}

/** A word or quoted text of a search. */
export interface Term extends Written {
  readonly text: string;
  readonly isQuoted: boolean;
  /** It was written as `CASE(…)`, which minds case, or as `TERM(…)`, which is one word with its minor signs. */
  readonly directive?: 'case' | 'term';
}

/** The terms of a search as a tree. */
export type Terms = Written &
  (
    | { readonly kind: 'all' }
    | { readonly kind: 'and' | 'or'; readonly parts: readonly Terms[] }
    | { readonly kind: 'not'; readonly part: Terms }
    | { readonly kind: 'word'; readonly term: Term }
    | {
        readonly kind: 'compare';
        readonly field: string;
        readonly operator: Comparison;
        readonly value: Term;
      }
    | { readonly kind: 'in'; readonly field: string; readonly values: readonly Term[] }
  );

/** A search's terms, and the time range that `earliest=` and `latest=` in them ask for. */
export interface ParsedTerms {
  readonly terms: Terms;
  readonly earliest?: Term;
  readonly latest?: Term;
}

/** A field that terms ask for, with what it is compared with; of a list there is one for each value. */
interface Asked {
  readonly field: string;
  readonly operator: Comparison;
  readonly value: string;
}

/** Every comparison of a field in the terms. */
export function termFields(terms: Terms): Asked[] {
  switch (terms.kind) {
    case 'and':
    case 'or':
      return terms.parts.flatMap(termFields);
    case 'not':
      return termFields(terms.part);
    case 'compare':
      return [{ field: terms.field, operator: terms.operator, value: terms.value.text }];
    case 'in':
      return terms.values.map(({ text }) => ({ field: terms.field, operator: '=', value: text }));
    default:
      return [];
  }
}

/** Every word or phrase that the terms look for in whole events. */
export function termWords(terms: Terms): Term[] {
  if (terms.kind === 'and' || terms.kind === 'or') return terms.parts.flatMap(termWords);
  if (terms.kind === 'not') return termWords(terms.part);
  return terms.kind === 'word' ? [terms.term] : [];
}
