import { variables } from '@splunk/themes';
import type { ReactNode } from 'react';
import styled from 'styled-components';
import { EntityLink } from '../investigate/entity-link';
import { type EntityKind, isEntityKind } from '../model/entity';
import type { TableColumn } from '../model/panel';
import { type Row, textOf, valuesOf } from '../search/rows';
import { formatValue } from './format-value';
import { PageLink } from './page-link';
import { plainText } from './plain-text';
import { Verdict } from './verdict';

// What is cut off is told on hover.
const LINES_SHOWN = 6;

const List = styled.ul`
  display: -webkit-box;
  min-width: 22ch;
  max-width: 90ch;
  overflow: hidden;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: ${LINES_SHOWN};
  overflow-wrap: break-word;
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
  min-width: 12ch;
  max-width: 48ch;
  overflow-wrap: break-word;
`;

const Absent = styled.span`
  color: ${variables.contentColorDefault};
`;

const NUMERIC = ['number', 'bytes', 'score', 'share'];

/** Tells whether the values of a column are numbers, which stand at the right. */
export function isNumeric({ format }: TableColumn): boolean {
  return NUMERIC.includes(format);
}

function kindOf({ entity, entityIn }: TableColumn, row: Row): EntityKind | undefined {
  if (entityIn === undefined) return entity;
  const named = textOf(row, entityIn);
  return isEntityKind(named) ? named : undefined;
}

interface CellValueProps {
  readonly column: TableColumn;
  readonly row: Row;
}

function Values({ column, row }: CellValueProps) {
  const kind = kindOf(column, row);
  const shown = (value: string): ReactNode =>
    kind === undefined ? plainText(value) : <EntityLink kind={kind} value={value} />;
  const values = valuesOf(row, column.field);
  return (
    <List title={values.map(plainText).join('\n')}>
      {values.map((value) => (
        <li key={value}>{shown(value)}</li>
      ))}
    </List>
  );
}

function linked(column: TableColumn, row: Row, text: string): ReactNode {
  const { format, leads } = column;
  const kind = kindOf(column, row);
  if (kind !== undefined) return <EntityLink kind={kind} value={text} />;
  const value = formatValue(format, text);
  return leads === undefined ? value : <PageLink leads={leads} row={row} text={value} />;
}

/** A value in a table: text as text whatever it holds, words in one line, verdicts with their colour, entities as links to what is known of them. */
export function CellValue({ column, row }: CellValueProps) {
  const { field, format } = column;
  const kind = kindOf(column, row);
  const text = textOf(row, field);
  if (text === '') return <Absent aria-label="none">–</Absent>;
  if (format === 'verdict') return <Verdict verdict={text} />;
  if (format === 'list' || (kind !== undefined && valuesOf(row, field).length > 1))
    return <Values column={column} row={row} />;
  const value = linked(column, row, text);
  return format === 'text' ? <Text>{value}</Text> : <Word>{value}</Word>;
}
