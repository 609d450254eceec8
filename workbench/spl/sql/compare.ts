import { asText, condition, numberIn, textToNumber, type Value } from './value';

export type Comparison = '=' | '!=' | '<' | '>' | '<=' | '>=';

const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
};

/** Names the elements of the list that a comparison walks over; comparisons of lists do not nest deeper than two. */
const LEFT_ELEMENT = '"#left"';
const RIGHT_ELEMENT = '"#right"';

function isWord(value: Value): boolean {
  return typeof value.literal === 'string' && numberIn(value.literal) === undefined;
}

function compareScalars(operator: Comparison, left: Value, right: Value): string {
  const asTexts = `${asText(left)} ${operator} ${asText(right)}`;
  if (left.kind === 'number' && right.kind === 'number') return `${left.sql} ${operator} ${right.sql}`;
  if (isWord(left) || isWord(right)) return asTexts;
  const [leftNumber, rightNumber] = [left, right].map((value) => {
    if (value.kind === 'number') return value.sql;
    return value.literal === undefined ? textToNumber(value.sql) : `${Number(value.literal)}::DOUBLE`;
  });
  return `coalesce(${leftNumber} ${operator} ${rightNumber}, ${asTexts})`;
}

/**
 * The condition that two values compare so: as numbers when both are numbers, else as texts (by code point). A list
 * compares so when any of its values does; an absent value makes the condition NULL.
 */
export function compare(operator: Comparison, left: Value, right: Value): Value {
  if (left.kind === 'absent' || right.kind === 'absent') return condition('NULL::BOOLEAN');
  if (left.kind === 'list' || right.kind === 'list') {
    if (left.kind !== 'list') return compare(MIRRORED[operator], right, left);
    const element = right.kind === 'list' ? RIGHT_ELEMENT : LEFT_ELEMENT;
    const inner = compare(operator, { sql: element, kind: 'text' }, right).sql;
    return condition(`list_bool_or(list_transform(${left.sql}, lambda ${element}: ${inner}))`);
  }
  return condition(`(${compareScalars(operator, left, right)})`);
}

/** The condition that a value equals any of the others; NULL when it is absent. */
export function anyEqual(value: Value, others: readonly Value[]): Value {
  if (others.length === 0) return condition('FALSE');
  return condition(`(${others.map((other) => compare('=', value, other).sql).join(' OR ')})`);
}

/** Splunk's LIKE minds case, and nothing escapes its `%` and `_`. A list is like a text when any of its values is. */
export function like(left: Value, right: Value): Value {
  if (left.kind !== 'list') return condition(`(${asText(left)} LIKE ${asText(right)})`);
  return condition(
    `list_bool_or(list_transform(${left.sql}, lambda ${LEFT_ELEMENT}: ${LEFT_ELEMENT} LIKE ${asText(right)}))`,
  );
}
