import type { Field } from '../../build';
import { compileTerms } from '../../search/compile';
import { parseTerms } from '../../search/parse';
import type { Terms } from '../../search/tree';
import { plainSource } from '../../source';
import { condition, type Value } from '../../sql/value';
import type { Call, EvalFunctions } from '../call';

/** The fields that terms ask for; words are looked for in `_raw`. */
function namesIn(terms: Terms): string[] {
  switch (terms.kind) {
    case 'all':
      return [];
    case 'word':
      return ['_raw'];
    case 'compare':
    case 'in':
      return [terms.field];
    case 'not':
      return namesIn(terms.part);
    case 'and':
    case 'or':
      return terms.parts.flatMap(namesIn);
  }
}

function searchmatch(call: Call): Value {
  const source = plainSource(call.literalText(0));
  const { terms } = parseTerms(source, 0, source.text.length);
  const fields = [...new Set(namesIn(terms))].flatMap((name): Field[] => {
    const { kind, sql } = call.scope.field(name);
    return kind === 'text' || kind === 'number' || kind === 'list' ? [{ name, kind, sql }] : [];
  });
  const rows = { from: '', fields, order: [], hidden: [], isTransformed: false };
  return condition(compileTerms(terms, rows));
}

/** Functions that ask an event for search terms. */
export const SEARCH_FUNCTIONS: EvalFunctions = {
  searchmatch: { arity: [1, 1], build: searchmatch },
};
