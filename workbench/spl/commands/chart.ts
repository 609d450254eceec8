import { groupKeys } from '../aggregation';
import { readAggregations, refuseClash } from '../aggregation-reader';
import { type ChartRequest, chartCells, pivot } from '../chart';
import type { Command } from '../command';
import { SPLIT_OPTIONS, splitOptions } from '../split';

/** One row for each value of the first field, one column for each value of the second. */
export const chart: Command = {
  name: 'chart',
  syntax: '<options> <function>(<field>) ... [OVER <field>] [BY <field> [<field>]]',
  summary: 'One row for each value of the first field, one column for each value of the second.',
  options: SPLIT_OPTIONS,
  differs: 'The options agg, sep, format, cont, span and bins are not there.',
  reads: 'arguments',
  parse: (reader) => {
    const options = reader.options();
    const aggregations = readAggregations(reader, ['over', 'by']);
    const over = reader.tryWord('over') ? [reader.expectField('a field after OVER')] : [];
    const fields = [...over, ...(reader.tryWord('by') ? reader.expectFieldNames(reader.optionNames) : [])];
    reader.options();
    if (fields.length === 0) return reader.failNext('"over field" or "by field"');
    if (fields.length > 2) reader.fail(fields.at(-1)!, '"chart" takes at most two fields to chart by');
    reader.expectEnd();
    const [x = '', split] = fields.map((argument) => argument.text);
    if (split === undefined) refuseClash(reader, aggregations, fields);
    const settings = splitOptions(reader, options);
    return async (input, builder) => {
      const names = split === undefined || split === x ? [x] : [x, split];
      const { rows, keys } = groupKeys('chart', input, builder, names);
      const series = split === undefined ? undefined : (keys[1] ?? keys[0])!.sql;
      const request: ChartRequest = {
        command: 'chart',
        rows,
        x: keys[0]!,
        ...(series !== undefined && { series: `CAST(${series} AS VARCHAR)` }),
        aggregations,
        options: settings,
      };
      const cells = await chartCells(request, builder);
      const present = series !== undefined && !settings.useNull ? ` WHERE "#series" <> 'null'` : '';
      return pivot(request, builder, cells, `(SELECT DISTINCT "#x" FROM ${cells.from}${present})`);
    };
  },
};
