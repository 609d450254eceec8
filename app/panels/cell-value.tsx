import { variables } from '@splunk/themes';
import type { ReactNode } from 'react';
import styled from 'styled-components';
import { EntityLink } from '../investigate/entity-link';
import type { TableColumn } from '../model/panel';
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
    color: ${variables.contentColorDefault};
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
  color: ${variables.contentColorDefault};
`;

const NUMERIC = ['number', 'bytes', 'score', 'share'];

/** Tells whether the values of a column are numbers, which stand at the right. */
export function isNumeric({ format }: TableColumn): boolean {
  return NUMERIC.includes(format);
}

interface CellValueProps {
  readonly column: TableColumn;
  readonly row: Row;
}

function Values({ column, row }: CellValueProps) {
  const shown = (value: string): ReactNode =>
    column.entity === undefined ? value : <EntityLink kind={column.entity} value={value} />;
  return (
    <List>
      {valuesOf(row, column.field).map((value) => (
        <li key={value}>{shown(value)}</li>
      ))}
    </List>
  );
}

/** A value in a table: text as text whatever it holds, words in one line, verdicts with their colour, entities as links to what is known of them. */
export function CellValue({ column, row }: CellValueProps) {
  const { field, format, entity } = column;
  const text = textOf(row, field);
  if (text === '') return <Absent aria-label="none">–</Absent>;
  if (format === 'verdict') return <Verdict verdict={text} />;
  if (format === 'list' || (entity !== undefined && valuesOf(row, field).length > 1))
    return <Values column={column} row={row} />;
  const value = entity === undefined ? formatValue(format, text) : <EntityLink kind={entity} value={text} />;
  return format === 'text' ? <Text>{value}</Text> : <Word>{value}</Word>;
}
