import type { Argument, ArgumentReader } from '../arguments';
import type { Command } from '../command';
import { NOTHING } from '../events';
import { LIMITS } from '../limits';
import { cutRows } from '../subsearch';
import { union } from '../union';

/** Options of the search in brackets; how long Splunk lets it run cuts nothing short here. */
export const APPEND_OPTIONS = {
  maxtime: '<int>',
  timeout: '<int>',
  maxout: '<int>',
  extendtimerange: '<bool>',
};

/** The rows that a command takes of its search at most. Throws SearchError. */
export function mostRows(reader: ArgumentReader, options: ReadonlyMap<string, Argument>): number {
  const extended = options.get('extendtimerange');
  if (extended && reader.boolean(extended, 'extendtimerange'))
    reader.fail(extended, `${reader.command} with extendtimerange=true is not supported`);
  const most = options.get('maxout');
  return most ? reader.integer(most, 'maxout', 1) : LIMITS.appendedRows.value;
}

/** The rows of another search behind those that are there. */
export const append: Command = {
  name: 'append',
  syntax: '<options> [<search>]',
  summary: 'The rows of another search behind those that are there.',
  options: APPEND_OPTIONS,
  differs: 'How long the search may run is not bounded by maxtime and timeout.',
  reads: 'search',
  parse: (reader, search) => {
    const options = reader.options();
    reader.expectEnd();
    const most = mostRows(reader, options);
    return async (input, builder) => {
      const found = cutRows(await builder.search(search, NOTHING), builder, most);
      return union('append', builder, [input, found]);
    };
  },
};

/** What a pipe makes of the rows, behind them. */
export const appendpipe: Command = {
  name: 'appendpipe',
  syntax: '<options> [<commands>]',
  summary: 'What the commands make of the rows so far, behind them.',
  options: { run_in_preview: '<bool>' },
  reads: 'search',
  parse: (reader, search) => {
    const option = reader.options().get('run_in_preview');
    if (option) reader.boolean(option, 'run_in_preview');
    reader.expectEnd();
    return async (input, builder) => {
      const rows = await builder.materialise(input);
      return union('appendpipe', builder, [rows, await builder.search(search, rows)]);
    };
  },
};
