import { groupKeys } from '../aggregation';
import type { ArgumentReader } from '../arguments';
import { type Builder, type Field, newField, type Relation } from '../build';
import type { Command } from '../command';
import { LIMITS } from '../limits';
import { asKind } from '../sql/value';

const OPTIONS = {
  limit: '<int>',
  countfield: '<field>',
  percentfield: '<field>',
  showcount: '<bool>',
  showperc: '<bool>',
};
const DEFAULT_LIMIT = LIMITS.topRows.value;

interface Ranking {
  readonly command: 'top' | 'rare';
  /** The most rows of each group; 0 keeps all. */
  readonly limit: number;
  readonly fields: readonly string[];
  readonly by: readonly string[];
  readonly countField: string | undefined;
  readonly percentField: string | undefined;
}

function readRanking(reader: ArgumentReader, command: Ranking['command']): Ranking {
  const options = reader.options();
  const isCount =
    reader.next.kind === 'word' && /^\d+$/.test(reader.next.text) && reader.signAfterNext !== '=';
  const first = isCount ? reader.take() : options.get('limit');
  reader.options();
  const fields = reader.expectFieldNames(['by']);
  const by = reader.tryWord('by') ? reader.expectFieldNames() : [];
  reader.options();
  reader.expectEnd();
  const limit = options.get('limit') ?? first;
  const title = (shown: string, named: string, normally: string): string | undefined =>
    reader.flag(options, shown, true) ? (options.get(named)?.text ?? normally) : undefined;
  const countField = title('showcount', 'countfield', 'count');
  const percentField = title('showperc', 'percentfield', 'percent');
  const clash = [...fields, ...by].find(({ text }) => text === countField || text === percentField);
  if (clash)
    reader.fail(
      clash,
      `"${clash.text}" is a field and the name of what "${command}" adds`,
      'countfield and percentfield give it other names',
    );
  return {
    command,
    limit: limit ? reader.integer(limit, 'limit', 0) : DEFAULT_LIMIT,
    fields: fields.map(({ text }) => text),
    by: by.map(({ text }) => text),
    countField,
    percentField,
  };
}

function rank(ranking: Ranking, input: Relation, builder: Builder): Relation {
  const { command, limit, by } = ranking;
  const { rows, keys } = groupKeys(command, input, builder, [...new Set([...by, ...ranking.fields])]);
  const fields: Field[] = [];
  for (const { name, kind } of keys) fields.push(newField(name, kind, fields));
  const names = fields.map(({ sql }) => sql);
  const present = keys.map(({ sql }) => `${sql} IS NOT NULL`).join(' AND ');
  const counted = builder.step(
    `${command}_count`,
    `SELECT ${keys.map(({ sql }, at) => `${sql} AS ${names[at]}`).join(', ')}, count(*) AS "#count" FROM ${rows.from} WHERE ${present} GROUP BY ${keys.map(({ sql }) => sql).join(', ')}`,
  );
  const byNames = names.slice(0, by.length);
  const within = byNames.length === 0 ? '' : `PARTITION BY ${byNames.join(', ')}`;
  const order = [`"#count" ${command === 'top' ? 'DESC' : 'ASC'}`, ...names.slice(by.length)];
  const measures: Field[] = [];
  const items: string[] = [];
  for (const [name, value] of [
    [ranking.countField, { sql: 'CAST("#count" AS DOUBLE)', kind: 'number' }],
    [
      ranking.percentField,
      { sql: `printf('%.6f', "#count" * 100.0 / sum("#count") OVER (${within}))`, kind: 'text' },
    ],
  ] as const) {
    if (name === undefined) continue;
    const field = newField(name, value.kind, [...fields, ...measures]);
    measures.push(field);
    items.push(`${asKind(value, value.kind)} AS ${field.sql}`);
  }
  const ranked = `row_number() OVER (${within} ORDER BY ${order.join(', ')}) AS "#1"`;
  const keysOrder = byNames.map((name, at) => `${name} AS "#${at + 2}"`);
  const select = `SELECT ${[...names, ...items, ranked, ...keysOrder].join(', ')} FROM ${counted}`;
  const hidden = ['"#1"', ...byNames.map((_, at) => `"#${at + 2}"`)];
  return {
    from: builder.step(command, limit === 0 ? select : `${select} QUALIFY "#1" <= ${limit}`),
    fields: [...fields, ...measures],
    order: [...hidden.slice(1), '"#1"'],
    hidden,
    isTransformed: true,
  };
}

function rankingCommand(command: Ranking['command']): Command {
  return {
    name: command,
    syntax: '[<int>] <options> <field-list> [BY <field-list>]',
    summary: `The ${command === 'top' ? 'most' : 'least'} common values, with how often they are there.`,
    options: OPTIONS,
    differs: 'The options useother and otherstr are not there.',
    reads: 'arguments',
    parse: (reader) => {
      const ranking = readRanking(reader, command);
      return (input, builder) => rank(ranking, input, builder);
    },
  };
}

export const top = rankingCommand('top');
export const rare = rankingCommand('rare');
