import type { Command } from '../command';
import { NOTHING } from '../events';
import { merge, placeOf } from '../merge';
import { cutRows } from '../subsearch';
import { APPEND_OPTIONS, mostRows } from './append';

/** The first row gets the fields of the other search's first row, and so on; rows beyond the last stand alone. */
export const appendcols: Command = {
  name: 'appendcols',
  syntax: '<options> [<search>]',
  summary: 'Puts the fields of the first row of another search into the first row, and so on.',
  options: { ...APPEND_OPTIONS, override: '<bool>' },
  reads: 'search',
  parse: (reader, search) => {
    const options = reader.options();
    reader.expectEnd();
    const override = options.get('override');
    const isRightFirst = override !== undefined && reader.boolean(override, 'override');
    const most = mostRows(reader, options);
    return async (input, builder) => {
      const found = cutRows(await builder.search(search, NOTHING), builder, most);
      const keys = { leftKeys: [placeOf(input)], rightKeys: [placeOf(found)] };
      return merge(input, found, builder, {
        command: 'appendcols',
        ...keys,
        join: 'FULL JOIN',
        isRightFirst,
      });
    };
  },
};
