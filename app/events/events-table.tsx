import Table from '@splunk/react-ui/Table';
import { variables } from '@splunk/themes';
import styled from 'styled-components';
import type { TableColumn } from '../model/panel';
import { CellValue } from '../panels/cell-value';
import { numbered, type Row, textOf } from '../search/rows';

const Raw = styled.pre`
  margin: 0 0 10px;
  padding: 8px 10px;
  background: ${variables.backgroundColorPage};
  font-family: ${variables.monoFontFamily};
  font-size: ${variables.fontSizeSmall};
  overflow-wrap: anywhere;
  white-space: pre-wrap;
`;

const Fields = styled.dl`
  display: grid;
  grid-template-columns: minmax(120px, auto) 1fr;
  gap: 2px 16px;
  margin: 0;
  dt {
    color: ${variables.contentColorDefault};
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
`;

// Splunk's own fields about an event say nothing of the mail.
const isOwnField = (name: string): boolean =>
  !/^(_|date_|punct$|linecount$|timestartpos$|timeendpos$)/.test(name);

interface DetailsProps {
  readonly row: Row;
  readonly width: number;
}

/** A table gives the row that it opens an id and more, which are for the row itself. */
function Details({ row, width, ...given }: DetailsProps) {
  const names = Object.keys(row).filter(isOwnField).sort();
  return (
    <Table.Row {...given}>
      <Table.Cell colSpan={width}>
        <div>
          <Raw>{textOf(row, '_raw')}</Raw>
          <Fields>
            {names.map((name) => (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{name}</dt>
                <dd>{textOf(row, name)}</dd>
              </div>
            ))}
          </Fields>
        </div>
      </Table.Cell>
    </Table.Row>
  );
}

/** Events as rows that open to the raw line and every field; what they hold is shown as text only. */
export function EventsTable({
  columns,
  rows,
}: {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly Row[];
}) {
  return (
    <Table horizontalOverflow="scroll" rowExpansion="multi" aria-label="Events">
      <Table.Head>
        {columns.map((column) => (
          <Table.HeadCell key={column.field}>{column.title}</Table.HeadCell>
        ))}
      </Table.Head>
      <Table.Body>
        {numbered(rows).map(({ key, row }) => (
          <Table.Row key={key} expansionRow={<Details row={row} width={columns.length + 1} />}>
            {columns.map((column) => (
              <Table.Cell key={column.field}>
                <CellValue column={column} row={row} />
              </Table.Cell>
            ))}
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  );
}
