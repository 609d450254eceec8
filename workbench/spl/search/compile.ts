import { quoteText } from '../../engine/quote';
import { fieldValue, type Relation } from '../build';
import { inNetwork, parseNetwork } from '../sql/cidr';
import type { Comparison } from '../sql/compare';
import { asText, numberIn, numberLiteral, textToNumber, type Value } from '../sql/value';
import { anyLabel, type Labels } from './labels';
import type { Term, Terms } from './tree';
import { equalTuples } from './tuples';
import { holdsWord, isLike } from './words';

const ELEMENT = '"#value"';

/** A condition on one text, over every value of a list; `coalesce` makes an absent field simply not match. */
function anyValue(value: Value, test: (single: Value) => string): string {
  if (value.kind === 'absent') return 'FALSE';
  if (value.kind !== 'list') return `coalesce(${test(value)}, FALSE)`;
  const inner = test({ sql: ELEMENT, kind: 'text' });
  return `coalesce(list_bool_or(list_transform(${value.sql}, lambda ${ELEMENT}: ${inner})), FALSE)`;
}

function equals(single: Value, value: string): string {
  if (value === '*') return `${asText(single)} IS NOT NULL`;
  const network = parseNetwork(value);
  if (network) return `(${inNetwork(asText(single), network)} OR ${isLike(asText(single), value)})`;
  const known = numberIn(value);
  if (known === undefined) return isLike(asText(single), value);
  const literal = numberLiteral(known).sql;
  if (single.kind === 'number') return `${single.sql} = ${literal}`;
  return `(${single.sql} = ${quoteText(value)} OR coalesce(${textToNumber(single.sql)} = ${literal}, FALSE))`;
}

/** The same for any of several values; plain ones are looked up at once, however many there are. */
function equalsAny(single: Value, values: readonly string[]): string {
  const isPlain = (value: string): boolean => !value.includes('*') && parseNetwork(value) === undefined;
  const plain = values.filter(isPlain);
  const numbers = plain.filter((value) => numberIn(value) !== undefined);
  const words = plain.filter((value) => numberIn(value) === undefined);
  const conditions = values.filter((value) => !isPlain(value)).map((value) => equals(single, value));
  if (words.length > 0)
    conditions.push(
      `lower(${asText(single)}) IN (${words.map((word) => quoteText(word.toLowerCase())).join(', ')})`,
    );
  if (numbers.length > 0) {
    const literals = numbers.map((value) => numberLiteral(Number(value)).sql).join(', ');
    const operand = single.kind === 'number' ? single.sql : textToNumber(single.sql);
    conditions.push(`coalesce((${operand}) IN (${literals}), FALSE)`);
  }
  return `(${conditions.join(' OR ')})`;
}

/** The values of terms that all ask whether one field equals something, by field; the other terms apart. */
function byField(parts: readonly Terms[]): { equal: Map<string, string[]>; others: Terms[] } {
  const equal = new Map<string, string[]>();
  const others: Terms[] = [];
  for (const part of parts) {
    if (part.kind === 'compare' && part.operator === '=' && !part.value.directive) {
      const values = equal.get(part.field);
      if (values) values.push(part.value.text);
      else equal.set(part.field, [part.value.text]);
    } else others.push(part);
  }
  return { equal, others };
}

function compareOrder(single: Value, operator: Comparison, value: string): string {
  const known = numberIn(value);
  if (known === undefined) return `${asText(single)} ${operator} ${quoteText(value)}`;
  const operand = single.kind === 'number' ? single.sql : textToNumber(single.sql);
  return `(${operand}) ${operator} ${numberLiteral(known).sql}`;
}

function compareField(value: Value, operator: Comparison, { text, directive }: Term): string {
  const same = (single: Value): string =>
    directive === 'case' ? isLike(asText(single), text, true) : equals(single, text);
  if (operator === '=') return anyValue(value, same);
  if (operator === '!=') return anyValue(value, (single) => `NOT (${same(single)})`);
  return anyValue(value, (single) => compareOrder(single, operator, text));
}

const NO_LABELS: Labels = () => undefined;

function equalsField(field: string, values: readonly string[], input: Relation, labels: Labels): string {
  const known = labels(field, values);
  if (known) return `(${values.map((value) => anyLabel(known, '=', value)).join(' OR ')})`;
  return anyValue(fieldValue(input, field), (single) => equalsAny(single, values));
}

/** SQL condition that a field has a value that `search` takes for that text; never NULL. */
export function fieldEquals(field: string, text: string, input: Relation): string {
  return anyValue(fieldValue(input, field), (single) => equals(single, text));
}

/**
 * SQL of terms over a relation: what Splunk's `search` keeps; never NULL. Fields that are made of conditions are compared
 * by their labels and not by their values.
 */
export function compileTerms(terms: Terms, input: Relation, labels: Labels = NO_LABELS): string {
  switch (terms.kind) {
    case 'all':
      return 'TRUE';
    case 'and':
      return `(${terms.parts.map((part) => compileTerms(part, input, labels)).join(' AND ')})`;
    case 'or': {
      const { conditions, others: apart } = equalTuples(terms.parts, input, labels);
      const { equal, others } = byField(apart);
      conditions.push(...others.map((part) => compileTerms(part, input, labels)));
      for (const [field, values] of equal) conditions.push(equalsField(field, values, input, labels));
      return `(${conditions.join(' OR ')})`;
    }
    case 'not':
      return `(NOT ${compileTerms(terms.part, input, labels)})`;
    case 'word': {
      if (/^\*+$/.test(terms.term.text)) return 'TRUE';
      const raw = fieldValue(input, '_raw');
      return raw.kind === 'absent' ? 'FALSE' : holdsWord(asText(raw), terms.term);
    }
    case 'compare': {
      const known = labels(terms.field, [terms.value.text]);
      return known
        ? anyLabel(known, terms.operator, terms.value.text)
        : compareField(fieldValue(input, terms.field), terms.operator, terms.value);
    }
    case 'in': {
      const values = terms.values.map(({ text }) => text);
      return equalsField(terms.field, values, input, labels);
    }
  }
}
