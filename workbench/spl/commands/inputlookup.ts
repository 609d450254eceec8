import { type Argument, ArgumentReader } from '../arguments';
import { type Builder, type Field, filter, newField, type Relation } from '../build';
import type { Command } from '../command';
import { NOTHING } from '../events';
import { compileTerms } from '../search/compile';
import { parseTerms } from '../search/parse';
import type { ParsedTerms } from '../search/tree';
import { union } from '../union';

interface Request {
  /** A lookup that is not there fails the search. */
  readonly isStrict: boolean;
  readonly isAppended: boolean;
  readonly first: number;
  readonly most: number | undefined;
}

const OPTIONS = { append: '<bool>', strict: '<bool>', start: '<int>', max: '<int>' };

function readRequest(reader: ArgumentReader): Request {
  const options = reader.options();
  const flag = (name: string): boolean => {
    const option = options.get(name);
    return option !== undefined && reader.boolean(option, name);
  };
  const count = (option: Argument | undefined, name: string): number | undefined =>
    option && reader.integer(option, name, 0);
  return {
    isStrict: flag('strict'),
    isAppended: flag('append'),
    first: count(options.get('start'), 'start') ?? 0,
    most: count(options.get('max'), 'max'),
  };
}

const ROW = '"#1"';

/** The rows of a lookup in its own order. */
function lookupRows(from: string, known: readonly Field[], builder: Builder): Relation {
  const fields: Field[] = [];
  for (const { name, kind } of known) fields.push(newField(name, kind, fields));
  const items = known.map(({ sql }, at) => `${sql} AS ${fields[at]!.sql}`);
  return {
    from: builder.step('inputlookup', `SELECT ${[...items, `rowid AS ${ROW}`].join(', ')} FROM ${from}`),
    fields,
    order: [ROW],
    hidden: [ROW],
    isTransformed: true,
  };
}

/** The rows that `start` and `max` leave. */
function cutRows(rows: Relation, { first, most }: Request, builder: Builder): Relation {
  if (first === 0 && most === undefined) return rows;
  const limit = most === undefined ? '' : ` LIMIT ${most}`;
  const select = `SELECT * FROM ${rows.from} ORDER BY ${ROW}${limit} OFFSET ${first}`;
  return { ...rows, from: builder.step('inputlookup', select) };
}

function readWhere(reader: ArgumentReader, end: number): ParsedTerms | undefined {
  if (!reader.tryWord('where')) {
    reader.expectEnd();
    return undefined;
  }
  if (reader.isAtEnd) reader.failNext('a condition after WHERE');
  return parseTerms(reader.source, reader.lastEnd, end);
}

/** The rows of a lookup; those that `start` and `max` leave are counted among the ones that WHERE keeps. */
export const inputlookup: Command = {
  name: 'inputlookup',
  syntax: '<options> <lookup> [where <search terms>]',
  summary: 'The rows of a lookup, behind those that are there with append=true.',
  options: OPTIONS,
  reads: 'text',
  parse: ({ source, name, start, end }) => {
    const reader = new ArgumentReader(source, name, start, end, OPTIONS);
    const request = readRequest(reader);
    const table = reader.expectText('the name of a lookup');
    const where = readWhere(reader, end);
    return async (input, builder) => {
      if (input !== NOTHING && !request.isAppended)
        return reader.fail(table, '"inputlookup" has to be the first command, or needs append=true');
      const found = await builder.lookup(table.text);
      if ('fault' in found) {
        if (request.isStrict || !found.isMissing) return reader.fail(table, found.fault, found.help);
        builder.warn(found.fault);
        return input;
      }
      const all = lookupRows(found.from, found.fields, builder);
      const kept = where ? filter('inputlookup', all, builder, compileTerms(where.terms, all)) : all;
      const rows = cutRows(kept, request, builder);
      return input === NOTHING ? rows : union('inputlookup', builder, [input, rows]);
    };
  },
};
