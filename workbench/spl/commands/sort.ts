import type { ArgumentReader } from '../arguments';
import { fieldValue, type Relation, selectList } from '../build';
import type { Command } from '../command';
import { addressKey } from '../sql/cidr';
import { asText, textToNumber, type Value } from '../sql/value';

const DEFAULT_LIMIT = 10_000;
const KINDS = ['auto', 'num', 'str', 'ip'] as const;

interface SortKey {
  readonly field: string;
  readonly isDescending: boolean;
  readonly as: (typeof KINDS)[number];
}

function readKey(reader: ArgumentReader): SortKey {
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
  return [
    `((${textToNumber(text)}) IS NULL)`,
    `(${textToNumber(text)})`,
    `coalesce(${addressKey(text)}, ${text})`,
  ];
}

/** The order of rows by those keys, with the order they had before for rows that are equal. */
function sorted(input: Relation, keys: readonly SortKey[]): { hidden: [string, string][]; order: string[] } {
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

export const sort: Command = {
  name: 'sort',
  syntax: '[<int>] <options> [+|-] <field> ... [d]',
  summary: 'Sorts rows; `num(x)`, `str(x)` and `ip(x)` say how.',
  options: { limit: '<int>' },
  reads: 'arguments',
  parse: (reader) => {
    const options = reader.options();
    const isCount = reader.next.kind === 'word' && /^\d+$/.test(reader.next.text);
    const count = isCount ? reader.take() : options.get('limit');
    const keys: SortKey[] = [];
    let isReversed = false;
    while (!reader.isAtEnd) {
      isReversed = keys.length > 0 && (reader.tryWord('d') || reader.tryWord('desc'));
      if (isReversed) reader.expectEnd();
      else keys.push(readKey(reader));
      reader.trySign(',');
    }
    if (keys.length === 0) reader.failNext('a field to sort by');
    const limit = count ? reader.integer(count, 'limit', 0) : DEFAULT_LIMIT;
    const directed = keys.map((key) => ({ ...key, isDescending: key.isDescending !== isReversed }));
    return (input, builder) => {
      const { hidden, order } = sorted(input, directed);
      const columns = selectList([...input.fields.map(({ sql }) => [sql, sql] as const), ...hidden]);
      const cut = limit === 0 ? '' : ` ORDER BY ${order.join(', ') || '1'} LIMIT ${limit}`;
      if (!count) {
        builder.warnAbove(
          input,
          limit,
          (found) => `sort kept the first ${limit} of ${found} rows; "sort 0" keeps all of them`,
        );
      }
      const from = builder.step('sort', `SELECT ${columns} FROM ${input.from}${cut}`);
      return { ...input, from, order, hidden: hidden.map(([, name]) => name) };
    };
  },
};
