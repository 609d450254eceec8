import { variables } from '@splunk/themes';
import { type KeyboardEvent, type ReactNode, useMemo } from 'react';
import styled from 'styled-components';
import { EntityLink } from '../investigate/entity-link';
import type { MatrixAxis, MatrixPanel } from '../model/panel';
import type { Row } from '../search/rows';
import type { Selection } from '../shell/page-state';
import { formatCompact, formatNumber } from './format-value';
import { type Label, matrixCells } from './matrix-cells';
import { filtersOf } from './row-filters';
import { nextCellButton } from './walk-cells';

// Titles of columns that are longer than this stand upright.
const LONGEST_ACROSS = 4;
// The accent of rankings; text on it keeps its contrast up to this opacity on white as on black.
const ACCENT = '91, 155, 213';
const DEEPEST = 0.6;

const Grid = styled.table`
  width: 100%;
  border-collapse: separate;
  border-spacing: 2px;
  color: ${variables.contentColorActive};
  font-size: ${variables.fontSizeSmall};
  font-variant-numeric: tabular-nums;
  th {
    color: ${variables.contentColorDefault};
    font-weight: ${variables.fontWeightNormal};
    white-space: nowrap;
  }
  thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    padding: 0 2px 2px;
    background: ${variables.backgroundColorSection};
    text-align: center;
    vertical-align: bottom;
  }
  tbody th {
    position: sticky;
    left: 0;
    width: 1%;
    max-width: 220px;
    padding: 0 8px 0 0;
    overflow: hidden;
    background: ${variables.backgroundColorSection};
    text-align: left;
    text-overflow: ellipsis;
  }
  td {
    height: 24px;
    min-width: 26px;
    padding: 0;
    background: ${variables.interactiveColorOverlayHover};
    border-radius: 2px;
    text-align: center;
  }
`;

const Upright = styled.span`
  display: inline-block;
  max-height: 150px;
  overflow: hidden;
  text-overflow: ellipsis;
  transform: rotate(180deg);
  writing-mode: vertical-rl;
`;

const Cell = styled.button`
  width: 100%;
  height: 100%;
  min-height: 24px;
  padding: 0 2px;
  border: 0;
  border-radius: 2px;
  color: inherit;
  font: inherit;
  cursor: pointer;
  &:hover {
    outline: 1px solid ${variables.contentColorActive};
  }
  &:focus-visible {
    outline: 2px solid ${variables.focusColor};
  }
`;

interface MatrixProps {
  readonly panel: MatrixPanel;
  readonly rows: readonly Row[];
  readonly onSelect: (selection: Selection) => void;
}

function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const cell = event.target instanceof Element ? event.target.closest('td') : null;
  const next = cell && nextCellButton(cell, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

const shade = (share: number): string =>
  `rgba(${ACCENT}, ${(0.08 + (DEEPEST - 0.08) * Math.sqrt(share)).toFixed(3)})`;

interface TitleProps extends Label {
  readonly axis: MatrixAxis;
}

function Title({ axis, value, title }: TitleProps) {
  return axis.entity === undefined ? title : <EntityLink kind={axis.entity} value={value} />;
}

interface HeadProps {
  readonly panel: MatrixPanel;
  readonly columns: readonly Label[];
}

function Head({ panel: { row, column: axis }, columns }: HeadProps) {
  const isUpright = columns.some(({ title }) => title.length > LONGEST_ACROSS);
  return (
    <thead>
      <tr>
        <th scope="col">{row.title}</th>
        {columns.map((column) => (
          <th key={column.value} scope="col" title={column.title}>
            {isUpright ? (
              <Upright>
                <Title axis={axis} {...column} />
              </Upright>
            ) : (
              <Title axis={axis} {...column} />
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** A number for each pair of values, the larger the deeper its colour; each is a button for the events behind it, arrow keys walk. */
export function Matrix({ panel, rows, onSelect }: MatrixProps) {
  const cells = useMemo(() => matrixCells(panel, rows), [panel, rows]);
  const { row: rowAxis, column: columnAxis, title, unit, drilldown = [] } = panel;
  const buttonAt = (row: Label, column: Label): ReactNode => {
    const found = cells.cell(row.value, column.value);
    if (found === undefined) return null;
    const { number } = found;
    const words = `${row.title}, ${column.title}: ${formatNumber(String(number))} ${unit}`;
    const isFirst = cells.first?.[0] === row.value && cells.first[1] === column.value;
    const filters = filtersOf(found.row, [rowAxis.field, columnAxis.field, ...drilldown]);
    return (
      <Cell
        type="button"
        tabIndex={isFirst ? 0 : -1}
        title={words}
        aria-label={words}
        style={{ background: shade(number / cells.largest) }}
        onClick={() => onSelect({ filters })}
      >
        {formatCompact(number)}
      </Cell>
    );
  };
  return (
    <Grid
      role="grid"
      aria-label={`${title}: ${unit} by ${rowAxis.title} and ${columnAxis.title}`}
      onKeyDown={walk}
    >
      <Head panel={panel} columns={cells.columns} />
      <tbody>
        {cells.rows.map((row) => (
          <tr key={row.value}>
            <th scope="row" title={row.title}>
              <Title axis={rowAxis} {...row} />
            </th>
            {cells.columns.map((column) => (
              <td key={column.value}>{buttonAt(row, column)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </Grid>
  );
}
