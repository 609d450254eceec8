import { assign } from '../build';
import type { Command } from '../command';
import { textLiteral } from '../sql/value';

/** Splunk writes these times with three decimals, and no bound as the start or the end of all time. */
const written = (seconds: number | undefined, otherwise: string): string =>
  seconds === undefined ? otherwise : seconds.toFixed(3);

export const addinfo: Command = {
  name: 'addinfo',
  syntax: '',
  summary: 'Adds the time range of the search, its id and when it was run to each row.',
  reads: 'arguments',
  parse: (reader) => {
    reader.expectEnd();
    return (input, builder) => {
      const { earliest, latest } = builder.range;
      return assign('addinfo', input, builder, [
        ['info_min_time', textLiteral(written(earliest, '0.000'))],
        ['info_max_time', textLiteral(written(latest, '+Infinity'))],
        ['info_sid', textLiteral(builder.sid)],
        ['info_search_time', textLiteral(written(builder.now, ''))],
      ]);
    };
  },
};
