import { bracketSpans, pipeSpans } from './brackets';
import type { Builder } from './build';
import { expandMacros } from './macros';
import { savedSearch } from './saved-search';
import { parseTerms } from './search/parse';
import { type Terms, termFields } from './search/tree';
import { SearchError } from './search-error';

/** Names under which search terms ask for saved searches. */
export const SAVED_FIELDS = ['savedsearch', 'savedsplunk'];

class Fault extends Error {}

function fail(sentence: string): never {
  throw new Fault(sentence);
}

function read(builder: Builder, name: string): Terms {
  const source = expandMacros(savedSearch(builder, name, fail).search, builder.knowledge.macros);
  const word = /^\s*search(?=[\s("]|$)/i.exec(source.text)?.[0] ?? '';
  const span = { start: word.length, end: source.text.length };
  if (pipeSpans(source, span).length > 1 || bracketSpans(source, span).length > 0)
    fail(`saved search "${name}" is more than search terms`);
  const { terms, earliest, latest } = parseTerms(source, span.start, span.end);
  if (earliest ?? latest) fail(`saved search "${name}" has a time range of its own`);
  if (termFields(terms).some(({ field }) => SAVED_FIELDS.includes(field)))
    fail(`saved search "${name}" asks for another saved search`);
  return terms;
}

/** The terms that a saved search consists of, or a sentence that says why it cannot stand for terms. */
export function savedTerms(builder: Builder, name: string): Terms | string {
  try {
    return read(builder, name);
  } catch (error) {
    if (error instanceof Fault) return error.message;
    if (error instanceof SearchError) return `saved search "${name}": ${error.sentence}`;
    throw error;
  }
}
