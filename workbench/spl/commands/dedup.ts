import type { ArgumentReader } from '../arguments';
import { type Builder, fieldValue, orderBy, type Relation } from '../build';
import type { Command } from '../command';
import { readSortKey, type SortKey, sortRows } from '../sort-keys';
import { asText } from '../sql/value';

interface Request {
  readonly count: number;
  readonly names: readonly string[];
  /** Later rows stay, without the fields. */
  readonly keepsEvents: boolean;
  readonly keepsEmpty: boolean;
  readonly isConsecutive: boolean;
  readonly sortKeys: readonly SortKey[];
}

function readRequest(reader: ArgumentReader): Request {
  const isCount = reader.next.kind === 'word' && /^\d+$/.test(reader.next.text);
  const count = isCount ? reader.integer(reader.take(), 'dedup', 1) : 1;
  reader.options();
  const names = reader.expectFieldNames(['sortby']).map(({ text }) => text);
  const options = reader.options();
  const sortKeys: SortKey[] = [];
  if (reader.tryWord('sortby')) {
    do {
      sortKeys.push(readSortKey(reader));
      reader.trySign(',');
    } while (!reader.isAtEnd);
  }
  reader.expectEnd();
  return {
    count,
    names,
    keepsEvents: reader.flag(options, 'keepevents', false),
    keepsEmpty: reader.flag(options, 'keepempty', false),
    isConsecutive: reader.flag(options, 'consecutive', false),
    sortKeys,
  };
}

const RUN = '"#run"';

/** Rows numbered by the runs of equal values that they stand in: two rows of one run have the same values and number. */
function withRuns(input: Relation, builder: Builder, values: string): Relation {
  const order = orderBy(input);
  const run = `row_number() OVER (${order}) - row_number() OVER (PARTITION BY ${values}${order})`;
  const from = builder.step('dedup_runs', `SELECT *, ${run} AS ${RUN} FROM ${input.from}`);
  return { ...input, from };
}

function withoutDuplicates(request: Request, sorted: Relation, builder: Builder): Relation {
  const { names, count, keepsEvents, keepsEmpty, isConsecutive } = request;
  const fields = names.map((name) => fieldValue(sorted, name));
  const values = fields.map(asText);
  const missing = `(${values.map((sql) => `${sql} IS NULL`).join(' OR ')})`;
  const input = isConsecutive ? withRuns(sorted, builder, values.join(', ')) : sorted;
  const groups = isConsecutive ? [...values, RUN] : values;
  const isFirst = `row_number() OVER (PARTITION BY ${groups.join(', ')}${orderBy(input)}) <= ${count}`;
  const all = isConsecutive ? `* EXCLUDE (${RUN})` : '*';
  if (keepsEvents) {
    const taken = fields.filter(({ kind }) => kind !== 'absent');
    const emptied = taken.map(({ sql }) => `CASE WHEN ${isFirst} THEN ${sql} END AS ${sql}`);
    const replaced = emptied.length === 0 ? '' : ` REPLACE (${[...new Set(emptied)].join(', ')})`;
    return { ...input, from: builder.step('dedup', `SELECT ${all}${replaced} FROM ${input.from}`) };
  }
  const where = keepsEmpty ? '' : ` WHERE NOT ${missing}`;
  const keeps = keepsEmpty ? `(${missing} OR ${isFirst})` : isFirst;
  return {
    ...input,
    from: builder.step('dedup', `SELECT ${all} FROM ${input.from}${where} QUALIFY ${keeps}`),
  };
}

export const dedup: Command = {
  name: 'dedup',
  syntax: '[<int>] <field-list> <options> [sortby [+|-] <field> ...]',
  summary: 'The first rows of each combination of values.',
  options: { keepevents: '<bool>', keepempty: '<bool>', consecutive: '<bool>' },
  reads: 'arguments',
  parse: (reader) => {
    const request = readRequest(reader);
    return (input, builder) => {
      const { sortKeys } = request;
      const sorted = sortKeys.length === 0 ? input : sortRows(input, builder, sortKeys);
      return withoutDuplicates(request, sorted, builder);
    };
  },
};
