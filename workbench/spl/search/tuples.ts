import { quoteText } from '../../engine/quote';
import { fieldValue, type Relation } from '../build';
import { parseNetwork } from '../sql/cidr';
import { asText, numberIn, numberToText, textToNumber, type Value } from '../sql/value';
import type { Labels } from './labels';
import type { Terms } from './tree';

/** Fewer alternatives than this are as quick one by one. */
const FEWEST = 8;

type Equality = Extract<Terms, { kind: 'compare' }>;

function isWhole(number: number): boolean {
  return Number.isInteger(number) && Math.abs(number) < 1e15;
}

/** The equalities of an alternative, each of another field that has one value; undefined when it asks for more than that. */
function equalitiesOf(terms: Terms, input: Relation, labels: Labels): Equality[] | undefined {
  if (terms.kind !== 'and') return undefined;
  const parts = terms.parts.filter((part) => part.kind === 'compare');
  const isPlain = ({ field, operator, value }: Equality): boolean => {
    const { kind } = fieldValue(input, field);
    const number = numberIn(value.text);
    return (
      operator === '=' &&
      !value.directive &&
      !value.text.includes('*') &&
      (kind === 'text' || kind === 'number') &&
      (number === undefined || isWhole(number)) &&
      parseNetwork(value.text) === undefined &&
      labels(field, [value.text]) === undefined
    );
  };
  const isAll = parts.length === terms.parts.length && parts.every(isPlain);
  const fields = new Set(parts.map(({ field }) => field));
  if (!isAll || fields.size < parts.length) return undefined;
  return parts.sort((one, other) => (one.field < other.field ? -1 : 1));
}

/** What a text is compared by: numbers as numbers, all else in lower case. */
function keyOf(text: string): string {
  const number = numberIn(text);
  return number === undefined ? `w${text.toLowerCase()}` : `n${number}`;
}

function keySql(value: Value): string {
  if (value.kind === 'number') return `'n' || ${numberToText(value.sql)}`;
  const text = asText(value);
  const number = `(${textToNumber(text)})`;
  return `CASE WHEN ${number} IS NULL THEN 'w' || lower(${text}) ELSE 'n' || ${numberToText(number)} END`;
}

/** Keys one after the other; each is told by its length, whatever is in it. */
function joined(keys: readonly string[]): string {
  return keys.map((key) => `(length(${key}) || ':' || ${key})`).join(' || ');
}

function tupleCondition(
  fields: readonly string[],
  tuples: readonly (readonly Equality[])[],
  input: Relation,
): string {
  const row = joined(fields.map((field) => `(${keySql(fieldValue(input, field))})`));
  const wanted = tuples.map((equalities) => {
    const keys = equalities.map(({ value }) => keyOf(value.text));
    return quoteText(keys.map((key) => `${[...key].length}:${key}`).join(''));
  });
  return `coalesce((${row}) IN (${[...new Set(wanted)].join(', ')}), FALSE)`;
}

/**
 * Alternatives such as a search in brackets gives: where many of them ask whether the same fields equal something they are
 * looked up together, in one SQL condition for each set of fields; the other alternatives apart.
 */
export function equalTuples(
  parts: readonly Terms[],
  input: Relation,
  labels: Labels,
): { conditions: string[]; others: Terms[] } {
  const groups = new Map<string, { terms: Terms[]; tuples: Equality[][] }>();
  const others: Terms[] = [];
  for (const terms of parts) {
    const equalities = parts.length < FEWEST ? undefined : equalitiesOf(terms, input, labels);
    const key = JSON.stringify(equalities?.map(({ field }) => field));
    if (!equalities) others.push(terms);
    else {
      const group = groups.get(key) ?? { terms: [], tuples: [] };
      groups.set(key, group);
      group.terms.push(terms);
      group.tuples.push(equalities);
    }
  }
  const conditions: string[] = [];
  for (const { terms, tuples } of groups.values()) {
    if (terms.length < FEWEST) others.push(...terms);
    else
      conditions.push(
        tupleCondition(
          tuples[0]!.map(({ field }) => field),
          tuples,
          input,
        ),
      );
  }
  return { conditions, others };
}
