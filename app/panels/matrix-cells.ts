import type { MatrixAxis, MatrixPanel } from '../model/panel';
import { numberOf, type Row, textOf } from '../search/rows';

export interface Label {
  readonly value: string;
  readonly title: string;
}

export interface MatrixCells {
  readonly rows: readonly Label[];
  readonly columns: readonly Label[];
  readonly largest: number;
  /** The first pair with a number, row by row. */
  readonly first: readonly [row: string, column: string] | undefined;
  /** Gives the row of a pair of values and its number; undefined where there is none or it is 0. */
  cell(row: string, column: string): { readonly number: number; readonly row: Row } | undefined;
}

function labelsOf({ field, values }: MatrixAxis, rows: readonly Row[]): readonly Label[] {
  if (values !== undefined) return values;
  return [...new Set(rows.map((row) => textOf(row, field)))].map((value) => ({ value, title: value }));
}

const keyOf = (row: string, column: string): string => JSON.stringify([row, column]);

/** Gives the sides of a matrix and what stands where they meet. */
export function matrixCells(panel: MatrixPanel, rows: readonly Row[]): MatrixCells {
  const { row: rowAxis, column: columnAxis, value } = panel;
  const counted = rows.filter((row) => numberOf(row, value) > 0);
  const cells = new Map(
    counted.map((row) => [
      keyOf(textOf(row, rowAxis.field), textOf(row, columnAxis.field)),
      { number: numberOf(row, value), row },
    ]),
  );
  const sides = { rows: labelsOf(rowAxis, rows), columns: labelsOf(columnAxis, rows) };
  const cell = (row: string, column: string) => cells.get(keyOf(row, column));
  const pairs = sides.rows.flatMap((row) =>
    sides.columns.map((column) => [row.value, column.value] as const),
  );
  return {
    ...sides,
    largest: Math.max(0, ...[...cells.values()].map(({ number }) => number)),
    first: pairs.find(([row, column]) => cell(row, column) !== undefined),
    cell,
  };
}
