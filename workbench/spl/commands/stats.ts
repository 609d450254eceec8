import { aggregate } from '../aggregation';
import { expandWildcards, readGrouped } from '../aggregation-reader';
import type { Command } from '../command';

export const stats: Command = {
  name: 'stats',
  syntax: '<options> <function>(<wc-field>) ... [BY <field-list>]',
  summary: 'One row for each group, with functions over its rows.',
  // It changes nothing here: how Splunk spreads the work over its servers.
  options: { partitions: '<int>' },
  differs: 'The options allnum, delim and dedup_splitvals are not there.',
  reads: 'arguments',
  parse: (reader) => {
    const { aggregations, by } = readGrouped(reader);
    const names = by.map((argument) => argument.text);
    return (input, builder) => {
      const all = expandWildcards(aggregations, input, names);
      return aggregate('stats', input, builder, [...new Set(names)], all);
    };
  },
};
