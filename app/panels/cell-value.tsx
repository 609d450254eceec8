import { variables } from '@splunk/themes';
import styled from 'styled-components';
import type { TableColumn } from '../dashboards/dashboard';
import { type Row, textOf, valuesOf } from '../search/rows';
import { formatValue } from './format-value';
import { Verdict } from './verdict';

const List = styled.ul`
  min-width: 20ch;
  overflow-wrap: anywhere;
  margin: 0;
  padding: 0;
  list-style: none;
  li {
    display: inline;
  }
  li + li::before {
    color: ${variables.contentColorMuted};
    content: ' · ';
  }
`;

const Word = styled.span`
  white-space: nowrap;
  font-variant-numeric: tabular-nums;
`;

const Text = styled.span`
  display: inline-block;
  min-width: 20ch;
  overflow-wrap: anywhere;
`;

const Absent = styled.span`
  color: ${variables.contentColorMuted};
`;

const NUMERIC = ['number', 'score', 'share'];

/** Tells whether the values of a column are numbers, which stand at the right. */
export function isNumeric({ format }: TableColumn): boolean {
  return NUMERIC.includes(format);
}

/** A value in a table: text as text whatever it holds, words in one line, verdicts with their colour. */
export function CellValue({ column, row }: { readonly column: TableColumn; readonly row: Row }) {
  const text = textOf(row, column.field);
  if (text === '') return <Absent aria-label="none">–</Absent>;
  if (column.format === 'verdict') return <Verdict verdict={text} />;
  if (column.format === 'list') {
    return (
      <List>
        {valuesOf(row, column.field).map((value) => (
          <li key={value}>{value}</li>
        ))}
      </List>
    );
  }
  const formatted = formatValue(column.format, text);
  return column.format === 'text' ? <Text>{formatted}</Text> : <Word>{formatted}</Word>;
}
