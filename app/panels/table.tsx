import Table from '@splunk/react-ui/Table';
import { useContext, useMemo, useState } from 'react';
import type { TableColumn, TablePanel } from '../model/panel';
import { numbered, type Row, textOf } from '../search/rows';
import type { Selection } from '../shell/page-state';
import { SetInputs } from '../shell/set-inputs-context';
import { CellValue, isNumeric } from './cell-value';
import { filtersOf } from './row-filters';
import { type Order, sortRows } from './sort-rows';
import { WideTable } from './wide-table';

interface ResultTableProps {
  readonly panel: TablePanel;
  readonly rows: readonly Row[];
  readonly onSelect: (selection: Selection) => void;
}

/** The title of a column; pressed it sorts by it, numbers from the largest on first. */
function headCell(column: TableColumn, order: Order | undefined, onSort: (order: Order) => void) {
  const { field, title } = column;
  const isOrdered = order?.field === field;
  const first = isNumeric(column) ? 'desc' : 'asc';
  const other = first === 'desc' ? 'asc' : 'desc';
  const next = isOrdered && order.direction === first ? other : first;
  return (
    <Table.HeadCell
      key={field}
      align={isNumeric(column) ? 'right' : 'left'}
      sortKey={field}
      sortDir={isOrdered ? order.direction : 'none'}
      onSort={() => onSort({ field, direction: next })}
    >
      {title}
    </Table.HeadCell>
  );
}

/** Gives what pressing a row does, with words for it; undefined for rows that lead nowhere. */
function useRowAction({ drilldown, sets }: TablePanel, onSelect: (selection: Selection) => void) {
  const setInputs = useContext(SetInputs);
  if (sets !== undefined) {
    const act = (row: Row): void =>
      setInputs(
        Object.fromEntries(Object.entries(sets).map(([input, field]) => [input, textOf(row, field)])),
      );
    return { act, words: 'Show this row alone' };
  }
  if (drilldown.length === 0) return undefined;
  const act = (row: Row): void => onSelect({ filters: filtersOf(row, drilldown) });
  return { act, words: 'Show the events behind this row' };
}

/** Rows as a table that scrolls in its frame; a row selects the events behind it, or sets inputs of the page. */
export function ResultTable({ panel, rows, onSelect }: ResultTableProps) {
  const { columns, title } = panel;
  const action = useRowAction(panel, onSelect);
  const [order, setOrder] = useState<Order>();
  const sorted = useMemo(() => sortRows(rows, order), [rows, order]);
  return (
    <WideTable
      headType="fixed"
      aria-label={title}
      outerStyle={{ height: '100%' }}
      innerStyle={{ maxHeight: '100%', overflowY: 'auto' }}
    >
      <Table.Head>{columns.map((column) => headCell(column, order, setOrder))}</Table.Head>
      <Table.Body>
        {numbered(sorted).map(({ key, row }) => (
          <Table.Row
            key={key}
            {...(action && { onClick: () => action.act(row), rowScreenReaderText: action.words })}
          >
            {columns.map((column) => (
              <Table.Cell key={column.field} align={isNumeric(column) ? 'right' : 'left'}>
                <CellValue column={column} row={row} />
              </Table.Cell>
            ))}
          </Table.Row>
        ))}
      </Table.Body>
    </WideTable>
  );
}
