import { quoteText } from '../../engine/quote';
import { fieldValue, type Relation } from '../build';
import { failAt, type Source } from '../source';
import { inNetwork, parseNetwork } from '../sql/cidr';
import type { Comparison } from '../sql/compare';
import { asText, numberIn, numberLiteral, textToNumber, type Value } from '../sql/value';
import type { Term, Terms } from './tree';
import { holdsWord, isLike } from './words';

/** Fields that Splunk fills from other conf files and that no loaded event has. */
const KNOWLEDGE_FIELDS = /^(?:eventtype|tag|tag::.*|savedsearch|savedsplunk|hosttag)$/;

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
  return `(${single.sql} = ${quoteText(value)} OR ${textToNumber(single.sql)} = ${literal})`;
}

function compareOrder(single: Value, operator: Comparison, value: string): string {
  const known = numberIn(value);
  if (known === undefined) return `${asText(single)} ${operator} ${quoteText(value)}`;
  const operand = single.kind === 'number' ? single.sql : textToNumber(single.sql);
  return `(${operand}) ${operator} ${numberLiteral(known).sql}`;
}

function compareField(value: Value, operator: Comparison, { text }: Term): string {
  if (operator === '=') return anyValue(value, (single) => equals(single, text));
  if (operator === '!=') return anyValue(value, (single) => `NOT (${equals(single, text)})`);
  return anyValue(value, (single) => compareOrder(single, operator, text));
}

/** SQL of terms over a relation: what Splunk's `search` keeps; never NULL. Throws SearchError. */
export function compileTerms(source: Source, terms: Terms, input: Relation): string {
  const known = (name: string): Value => {
    const value = fieldValue(input, name);
    if (value.kind === 'absent' && KNOWLEDGE_FIELDS.test(name)) {
      failAt(source, terms.start, terms.end, `searching by "${name}" is not supported here`);
    }
    return value;
  };
  switch (terms.kind) {
    case 'all':
      return 'TRUE';
    case 'and':
    case 'or':
      return `(${terms.parts.map((part) => compileTerms(source, part, input)).join(` ${terms.kind.toUpperCase()} `)})`;
    case 'not':
      return `(NOT ${compileTerms(source, terms.part, input)})`;
    case 'word': {
      const raw = fieldValue(input, '_raw');
      return raw.kind === 'absent' ? 'FALSE' : holdsWord(asText(raw), terms.term.text, terms.mindsCase);
    }
    case 'compare':
      return compareField(known(terms.field), terms.operator, terms.value);
    case 'in':
      return `(${terms.values.map((value) => compareField(known(terms.field), '=', value)).join(' OR ')})`;
  }
}
