import Table from '@splunk/react-ui/Table';
import type { Panel } from '../dashboards/dashboard';
import { numbered, type Row, textOf } from '../search/rows';
import type { Selection } from '../shell/page-state';
import { CellValue, isNumeric } from './cell-value';

interface ResultTableProps {
  readonly panel: Extract<Panel, { kind: 'table' }>;
  readonly rows: readonly Row[];
  readonly onSelect: (selection: Selection) => void;
}

/** Rows as a table that scrolls in its frame; a row selects the events behind it. */
export function ResultTable({ panel, rows, onSelect }: ResultTableProps) {
  const { columns, drilldown, title } = panel;
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
      <Table.Head>
        {columns.map((column) => (
          <Table.HeadCell key={column.field} align={isNumeric(column) ? 'right' : 'left'}>
            {column.title}
          </Table.HeadCell>
        ))}
      </Table.Head>
      <Table.Body>
        {numbered(rows).map(({ key, row }) => (
          <Table.Row
            key={key}
            onClick={() => onSelect({ filters: filtersOf(row) })}
            rowScreenReaderText="Show the events behind this row"
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
