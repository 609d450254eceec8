import type { ArgumentReader } from '../arguments';
import type { Command } from '../command';
import { cutRows } from '../subsearch';
import { union } from '../union';
import { NOTHING } from './search';

/** Splunk's limits.conf: subsearch_maxout of append. */
const MOST_ROWS = 50_000;

/** How long Splunk lets the search run, which nothing here cuts short. */
const IGNORED = ['maxtime', 'timeout'];

/** The rows that a command takes of its search at most. Throws SearchError. */
function readMost(reader: ArgumentReader): number {
  const options = reader.options([...IGNORED, 'maxout', 'extendtimerange']);
  const extended = options.get('extendtimerange');
  if (extended && reader.boolean(extended, 'extendtimerange'))
    reader.fail(extended, `${reader.command} with extendtimerange=true is not supported`);
  reader.expectEnd();
  const most = options.get('maxout');
  return most ? reader.integer(most, 'maxout', 1) : MOST_ROWS;
}

/** The rows of another search behind those that are there. */
export const append: Command = {
  name: 'append',
  reads: 'search',
  parse: (reader, search) => {
    const most = readMost(reader);
    return async (input, builder) => {
      const found = cutRows(await builder.search(search, NOTHING), builder, most);
      return union('append', builder, [input, found]);
    };
  },
};

/** What a pipe makes of the rows, behind them. */
export const appendpipe: Command = {
  name: 'appendpipe',
  reads: 'search',
  parse: (reader, search) => {
    const option = reader.options(['run_in_preview']).get('run_in_preview');
    if (option) reader.boolean(option, 'run_in_preview');
    reader.expectEnd();
    return async (input, builder) => {
      const rows = await builder.materialise(input);
      return union('appendpipe', builder, [rows, await builder.search(search, rows)]);
    };
  },
};
