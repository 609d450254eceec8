import { parseNetwork } from '../sql/cidr';
import { labelCompares } from './labels';
import type { Term, Terms } from './tree';

/** What a field says in all of the rows alike; undefined when it is not known. */
export type Shared = (field: string) => string | undefined;

/** Networks, and what minds case, are left to SQL. */
const isPlain = ({ text, directive }: Term): boolean =>
  directive === undefined && parseNetwork(text) === undefined;

/** Whether terms match every row, none, or (undefined) it depends on the row, given what all rows have alike. */
export function foldTerms(terms: Terms, shared: Shared): boolean | undefined {
  switch (terms.kind) {
    case 'all':
      return true;
    case 'and':
    case 'or': {
      const parts = terms.parts.map((part) => foldTerms(part, shared));
      const decisive = terms.kind === 'or';
      if (parts.includes(decisive)) return decisive;
      return parts.includes(undefined) ? undefined : !decisive;
    }
    case 'not': {
      const part = foldTerms(terms.part, shared);
      return part === undefined ? undefined : !part;
    }
    case 'compare': {
      const known = shared(terms.field);
      return known === undefined || !isPlain(terms.value)
        ? undefined
        : labelCompares(known, terms.operator, terms.value.text);
    }
    case 'in': {
      const known = shared(terms.field);
      return known === undefined || !terms.values.every(isPlain)
        ? undefined
        : terms.values.some(({ text }) => labelCompares(known, '=', text));
    }
    case 'word':
      return undefined;
  }
}
