import type { Aggregation } from './aggregation';
import type { Argument, ArgumentReader } from './arguments';
import { type Builder, type Relation, relationScope } from './build';
import { compileCondition } from './expression/compile';
import { ExpressionReader } from './expression/parse';
import { type Expression, fieldsOf } from './expression/tree';
import { replaceSpans } from './source';

/** When running statistics begin anew. */
export interface StreamReset {
  readonly isOnChange: boolean;
  /** A row for which it is true begins anew. */
  readonly before: Expression | undefined;
  /** The row behind one for which it is true begins anew. */
  readonly after: Expression | undefined;
}

function readCondition(
  reader: ArgumentReader,
  written: Argument | undefined,
  set: ReadonlySet<string>,
): Expression | undefined {
  if (!written) return undefined;
  const { start, end, text } = written;
  const source = replaceSpans(reader.source, [{ start, end, text }]);
  const expressions = new ExpressionReader(source, start, start + text.length);
  const expression = expressions.expression();
  if (expressions.next.kind !== 'end') expressions.failNext('expected one condition');
  const own = fieldsOf(expression).find((name) => set.has(name));
  if (own !== undefined)
    reader.fail(written, `a condition over "${own}", which ${reader.command} itself sets, is not supported`);
  return expression;
}

/** The reset options among those that streamstats was given. Throws SearchError. */
export function readReset(
  reader: ArgumentReader,
  options: ReadonlyMap<string, Argument>,
  isOnChange: boolean,
  aggregations: readonly Aggregation[],
): StreamReset {
  const set = new Set(aggregations.map(({ name }) => name));
  return {
    isOnChange,
    before: readCondition(reader, options.get('reset_before'), set),
    after: readCondition(reader, options.get('reset_after'), set),
  };
}

/** The rows with a column of how many times the statistics have begun anew up to each. Throws SearchError. */
export function withResets(
  { isOnChange, before, after }: StreamReset,
  rows: Relation,
  builder: Builder,
  columns: { readonly number: string; readonly key: string; readonly reset: string },
): Relation {
  const { number, key, reset } = columns;
  if (!isOnChange && !before && !after) {
    return { ...rows, from: builder.step('streamstats_reset', `SELECT *, 0 AS ${reset} FROM ${rows.from}`) };
  }
  const changed = isOnChange ? `${key} <> lag(${key} IGNORE NULLS) OVER (ORDER BY ${number})` : 'FALSE';
  const from = builder.step('streamstats_change', `SELECT *, ${changed} AS "#changed" FROM ${rows.from}`);
  const scope = relationScope(rows, builder);
  const resets: [condition: string, end: string][] = [['"#changed"', 'CURRENT ROW']];
  if (before) resets.push([compileCondition(before, scope), 'CURRENT ROW']);
  if (after) resets.push([compileCondition(after, scope), '1 PRECEDING']);
  // Not count(*) FILTER: over 200,000 rows DuckDB took nine seconds for it, and under one for a sum.
  const counts = resets.map(
    ([condition, end]) =>
      `coalesce(sum(CASE WHEN ${condition} THEN 1 ELSE 0 END) OVER (ORDER BY ${number} ROWS BETWEEN UNBOUNDED PRECEDING AND ${end}), 0)`,
  );
  const select = `SELECT *, ${counts.join(' + ')} AS ${reset} FROM ${from}`;
  return { ...rows, from: builder.step('streamstats_reset', select) };
}
