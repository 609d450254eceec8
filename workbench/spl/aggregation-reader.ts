import { AGGREGATES, aggregateNamed } from './aggregates';
import type { Aggregation } from './aggregation';
import type { Argument, ArgumentReader } from './arguments';
import type { Relation } from './build';
import { ExpressionReader } from './expression/parse';
import type { Expression } from './expression/tree';
import { nearestHelp } from './nearest';
import { fillStars, wildcardMatch } from './wildcards';

/** Commands whose functions work on every field that fits a wildcard. */
const TAKE_WILDCARDS: ReadonlySet<string> = new Set(['stats', 'eventstats']);

function readOperand(reader: ArgumentReader): string | Expression {
  const first = reader.expectText('a field');
  if (first.text.toLowerCase() !== 'eval' || !reader.trySign('(')) {
    if (first.text.includes('*') && !TAKE_WILDCARDS.has(reader.command))
      reader.fail(first, `wildcards in "${reader.command}" functions are not supported`);
    reader.expectSign(')');
    return first.text;
  }
  if (reader.command === 'tstats') reader.fail(first, '"tstats" functions take fields, no eval expressions');
  const { start, end } = reader.skipParenthesis();
  const expressions = new ExpressionReader(reader.source, start, end);
  const expression = expressions.expression();
  if (expressions.next.kind !== 'end') expressions.failNext('"eval" expects one expression here');
  reader.expectSign(')');
  return expression;
}

function readAlias(reader: ArgumentReader): string | undefined {
  return reader.tryWord('as') ? reader.expectText('a name after AS').text : undefined;
}

function readAggregation(reader: ArgumentReader): Aggregation {
  const word = reader.expectText('a function such as count or sum(field)');
  const known = aggregateNamed(word.text);
  if (!known) {
    const names = Object.keys(AGGREGATES).filter((name) => !name.endsWith('#'));
    return reader.fail(word, `unknown function "${word.text}"`, nearestHelp('function', word.text, names));
  }
  let of: string | Expression | undefined;
  if (reader.trySign('(')) {
    if (reader.next.text !== ')' || !known.aggregate.isFieldOptional) of = readOperand(reader);
    else reader.take();
  } else if (!known.aggregate.isFieldOptional) reader.failNext(`"(field)" after ${word.text}`);
  const written = reader.source.text.slice(word.start, reader.lastEnd).replace(/\(\s*\)$/, '');
  const start = reader.next;
  const alias = readAlias(reader);
  if (typeof of === 'string' && alias !== undefined && starsIn(of) > 0 && starsIn(of) !== starsIn(alias))
    reader.fail(start, `"${of}" and "${alias}" have not the same number of wildcards`);
  return { name: alias ?? written, ...known, ...(of !== undefined && { of }) };
}

const starsIn = (text: string): number => text.split('*').length - 1;

/** The aggregations with one for each field in place of one that has a wildcard; the fields grouped by are left out. */
export function expandWildcards(
  aggregations: readonly Aggregation[],
  input: Relation,
  by: readonly string[],
): Aggregation[] {
  const expanded = aggregations.flatMap((one): Aggregation[] => {
    const { of, name } = one;
    if (typeof of !== 'string' || !of.includes('*')) return [one];
    return input.fields.flatMap((field) => {
      const isLeftOut = by.includes(field.name) || (field.name.startsWith('_') && !of.startsWith('_'));
      const parts = isLeftOut ? undefined : wildcardMatch(field.name, of);
      return parts ? [{ ...one, of: field.name, name: fillStars(name, parts) }] : [];
    });
  });
  const last = new Map(expanded.map((one) => [one.name, one]));
  return expanded.filter((one) => last.get(one.name) === one);
}

/** The aggregations that come next, up to one of those words, an option or the end; at least one. Throws SearchError. */
export function readAggregations(reader: ArgumentReader, words: readonly string[] = ['by']): Aggregation[] {
  const until = [...words, ...reader.optionNames];
  const aggregations: Aggregation[] = [];
  do {
    const word = reader.next;
    if (until.includes(word.text.toLowerCase())) reader.failNext('a function such as count or sum(field)');
    const aggregation = readAggregation(reader);
    if (aggregations.some(({ name }) => name === aggregation.name)) {
      reader.fail(word, `"${aggregation.name}" is asked for twice`);
    }
    aggregations.push(aggregation);
    reader.trySign(',');
  } while (!reader.isAtEnd && !until.includes(reader.next.text.toLowerCase()));
  return aggregations;
}

/** Fails at a field to group by that a function has the name of. */
export function refuseClash(
  reader: ArgumentReader,
  aggregations: readonly Aggregation[],
  by: readonly Argument[],
): void {
  const clash = by.find(({ text }) => aggregations.some(({ name }) => name === text));
  if (clash)
    reader.fail(clash, `"${clash.text}" is the name of a function's result and of a field to group by`);
}

/** Functions, what they are grouped by and options, which may stand between them. Throws SearchError. */
export function readGrouped(reader: ArgumentReader): {
  aggregations: Aggregation[];
  by: Argument[];
  options: ReadonlyMap<string, Argument>;
} {
  reader.options();
  const aggregations = readAggregations(reader);
  reader.options();
  const by = reader.tryWord('by') ? reader.expectFieldNames(reader.optionNames) : [];
  const options = reader.options();
  reader.expectEnd();
  if (reader.command === 'stats') refuseClash(reader, aggregations, by);
  return { aggregations, by, options };
}
