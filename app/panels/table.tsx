import Table from '@splunk/react-ui/Table';
import { useMemo, useState } from 'react';
import type { TableColumn, TablePanel } from '../model/panel';
import { numbered, type Row, textOf } from '../search/rows';
import type { Selection } from '../shell/page-state';
import { CellValue, isNumeric } from './cell-value';
import { type Order, sortRows } from './sort-rows';

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

/** Rows as a table that scrolls in its frame; a row selects the events behind it. */
export function ResultTable({ panel, rows, onSelect }: ResultTableProps) {
  const { columns, drilldown, title } = panel;
  const [order, setOrder] = useState<Order>();
  const sorted = useMemo(() => sortRows(rows, order), [rows, order]);
  const filtersOf = (row: Row): Record<string, string> =>
    Object.fromEntries(
      drilldown.map((field) => [field, textOf(row, field)]).filter(([, value]) => value !== ''),
    );
  return (
    <Table
      headType="fixed"
      horizontalOverflow="scroll"
      aria-label={title}
      outerStyle={{ height: '100%' }}
      innerStyle={{ maxHeight: '100%', overflowY: 'auto' }}
    >
      <Table.Head>{columns.map((column) => headCell(column, order, setOrder))}</Table.Head>
      <Table.Body>
        {numbered(sorted).map(({ key, row }) => (
          <Table.Row
            key={key}
            {...(drilldown.length > 0 && {
              onClick: () => onSelect({ filters: filtersOf(row) }),
              rowScreenReaderText: 'Show the events behind this row',
            })}
          >
            {columns.map((column) => (
              <Table.Cell key={column.field} align={isNumeric(column) ? 'right' : 'left'}>
                <CellValue column={column} row={row} />
              </Table.Cell>
            ))}
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  );
}
