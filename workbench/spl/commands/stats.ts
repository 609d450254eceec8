import { aggregate, expandWildcards, readAggregations } from '../aggregation';
import type { Command } from '../command';

/** An option that changes nothing here: how Splunk spreads the work over its servers. */
const IGNORED = ['partitions'];

export const stats: Command = {
  name: 'stats',
  reads: 'arguments',
  parse: (reader) => {
    reader.options(IGNORED);
    const aggregations = readAggregations(reader, ['by']);
    const by = reader.tryWord('by') ? reader.expectFieldNames() : [];
    reader.expectEnd();
    const names = by.map((argument) => argument.text);
    return (input, builder) => {
      const all = expandWildcards(aggregations, input, names);
      return aggregate('stats', input, builder, [...new Set(names)], all);
    };
  },
};
