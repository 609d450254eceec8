import type { ArgumentReader } from './arguments';
import type { Relation } from './build';
import { compileCondition } from './expression/compile';
import { ExpressionReader } from './expression/parse';
import type { Scope } from './expression/scope';
import type { Expression } from './expression/tree';
import { compileTerms } from './search/compile';
import { parseTerms } from './search/parse';
import type { Terms } from './search/tree';
import { replaceSpans, type Source } from './source';

/** What an event is asked for: search terms or a condition. */
export type EventFilter = { readonly terms: Terms } | { readonly condition: Expression };

function terms(source: Source, start: number, end: number): EventFilter {
  return { terms: parseTerms(source, start, end).terms };
}

/** `name="search terms"`, `name=(search terms)` or `name=eval(condition)`. Throws SearchError. */
export function readEventFilter(reader: ArgumentReader): EventFilter {
  reader.take();
  reader.expectSign('=');
  if (reader.trySign('(')) {
    const { start, end } = reader.skipParenthesis();
    return terms(reader.source, start, end);
  }
  const word = reader.expectText('search terms or eval(condition)');
  if (word.kind === 'word' && word.text.toLowerCase() === 'eval' && reader.trySign('(')) {
    const { start, end } = reader.skipParenthesis();
    const expressions = new ExpressionReader(reader.source, start, end);
    const condition = expressions.expression();
    if (expressions.next.kind !== 'end') expressions.failNext('expected one condition');
    return { condition };
  }
  const { start, end, text } = word;
  return terms(replaceSpans(reader.source, [{ start, end, text }]), start, start + text.length);
}

/** SQL condition that a row is what the filter asks for; never NULL. Throws SearchError. */
export function filterSql(filter: EventFilter, rows: Relation, scope: Scope): string {
  if ('terms' in filter) return compileTerms(filter.terms, rows);
  return `coalesce(${compileCondition(filter.condition, scope)}, FALSE)`;
}
