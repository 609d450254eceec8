import type { ArgumentReader } from './arguments';
import { type Builder, fieldValue, type Relation, selectList } from './build';
import { addressKey } from './sql/cidr';
import { asText, textToNumber, type Value } from './sql/value';

const KINDS = ['auto', 'num', 'str', 'ip'] as const;

/** A field to sort by, and what its values are compared as. */
export interface SortKey {
  readonly field: string;
  readonly isDescending: boolean;
  readonly as: (typeof KINDS)[number];
}

/** A field with `-` or `+` before it, in `num(…)`, `str(…)` or `ip(…)` where it is so written. Throws SearchError. */
export function readSortKey(reader: ArgumentReader): SortKey {
  const word = reader.expectText('a field to sort by');
  let text = word.text;
  let isDescending = false;
  if (word.kind === 'word' && /^[-+]/.test(text)) {
    isDescending = text.startsWith('-');
    text = text.slice(1) || reader.expectText('a field to sort by').text;
  }
  const as = KINDS.find((kind) => kind === text.toLowerCase());
  if (as === undefined || !reader.trySign('(')) return { field: text, isDescending, as: 'auto' };
  const field = reader.expectText('a field').text;
  reader.expectSign(')');
  return { field, isDescending, as };
}

/** SQL to order by, ascending: a missing value is last in both directions, and numbers come before texts. */
function orderKeys(value: Value, as: SortKey['as']): string[] {
  if (value.kind === 'number' && as !== 'str') return [value.sql];
  const text = asText(value);
  if (as === 'str') return [text];
  if (as === 'num') return [`(${textToNumber(text)})`];
  if (as === 'ip') return [addressKey(text)];
  const number = `(${textToNumber(text)})`;
  // No address is a number: its key takes longest and is left out where it cannot be one.
  const key = `CASE WHEN ${number} IS NOT NULL THEN ${text} ELSE coalesce(${addressKey(text)}, ${text}) END`;
  return [`(${number} IS NULL)`, number, key];
}

/** The order of rows by those keys, with the order they had before for rows that are equal. */
function sortedOrder(
  input: Relation,
  keys: readonly SortKey[],
): { hidden: [string, string][]; order: string[] } {
  const hidden: [string, string][] = [];
  const order: string[] = [];
  for (const { field, isDescending, as } of keys) {
    const value = fieldValue(input, field);
    if (value.kind === 'absent') continue;
    hidden.push([`(${value.sql} IS NULL)`, `"#${hidden.length + 1}"`]);
    order.push(hidden.at(-1)![1]);
    for (const sql of orderKeys(value, as)) {
      hidden.push([sql, `"#${hidden.length + 1}"`]);
      order.push(`${hidden.at(-1)![1]} ${isDescending ? 'DESC' : 'ASC'} NULLS LAST`);
    }
  }
  for (const item of input.order) {
    const [column, ...direction] = item.split(' ');
    hidden.push([column!, `"#${hidden.length + 1}"`]);
    order.push([hidden.at(-1)![1], ...direction].join(' '));
  }
  return { hidden, order };
}

/** The rows sorted by those keys, the first `most` of them where there is such a number. */
export function sortRows(
  input: Relation,
  builder: Builder,
  keys: readonly SortKey[],
  most?: number,
): Relation {
  const { hidden, order } = sortedOrder(input, keys);
  const columns = selectList([...input.fields.map(({ sql }) => [sql, sql] as const), ...hidden]);
  const cut = most === undefined ? '' : ` ORDER BY ${order.join(', ') || '1'} LIMIT ${most}`;
  const from = builder.step('sort', `SELECT ${columns} FROM ${input.from}${cut}`);
  return { ...input, from, order, hidden: hidden.map(([, name]) => name) };
}
