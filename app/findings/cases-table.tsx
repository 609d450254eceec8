import Table from '@splunk/react-ui/Table';
import type { ReactNode } from 'react';
import { EntityLink } from '../investigate/entity-link';
import { entityKind } from '../investigate/guess-kind';
import type { TableColumn } from '../model/panel';
import { CellValue, isNumeric } from '../panels/cell-value';
import type { Order } from '../panels/sort-rows';
import { Verdict } from '../panels/verdict';
import { CASE_COLUMNS, rowOf } from './case-row';
import { type Case, listOf } from './finding';
import type { Technique } from './use-cases';

interface CasesTableProps {
  /** Those to show, sorted. */
  readonly cases: readonly Case[];
  readonly techniques: ReadonlyMap<string, Technique>;
  readonly order: Order | undefined;
  readonly onOrder: (order: Order) => void;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (keys: readonly string[], isSelected: boolean) => void;
  readonly onOpen: (key: string) => void;
}

const TECHNIQUES_SHOWN = 2;

/** Columns whose largest value is asked for first. */
const isLargestFirst = (column: TableColumn): boolean =>
  isNumeric(column) || column.format === 'time' || column.field === 'severity';

function headCell(column: TableColumn, order: Order | undefined, onOrder: (order: Order) => void) {
  const { field, title } = column;
  const shown = order ?? { field: 'severity', direction: 'desc' };
  const isOrdered = shown.field === field;
  const first = isLargestFirst(column) ? 'desc' : 'asc';
  const other = first === 'desc' ? 'asc' : 'desc';
  return (
    <Table.HeadCell
      key={field}
      align={isNumeric(column) ? 'right' : 'left'}
      sortKey={field}
      sortDir={isOrdered ? (shown.direction as 'asc' | 'desc') : 'none'}
      onSort={() => onOrder({ field, direction: isOrdered && shown.direction === first ? other : first })}
    >
      {title}
    </Table.HeadCell>
  );
}

interface TechniqueIdsProps {
  readonly ids: readonly string[];
  readonly techniques: ReadonlyMap<string, Technique>;
}

/** The first techniques of a finding in one line, all with their names on hover. */
function TechniqueIds({ ids, techniques }: TechniqueIdsProps) {
  const named = ids.map((id) => `${id} ${techniques.get(id)?.name ?? ''}`.trim());
  const more = ids.length > TECHNIQUES_SHOWN ? ` +${ids.length - TECHNIQUES_SHOWN}` : '';
  return (
    <span title={named.join('\n')} style={{ whiteSpace: 'nowrap' }}>
      {ids.slice(0, TECHNIQUES_SHOWN).join(' · ')}
      {more}
    </span>
  );
}

function cellOf(each: Case, column: TableColumn, techniques: CasesTableProps['techniques']): ReactNode {
  const { finding, allowedFor } = each;
  switch (column.field) {
    case 'severity':
      return <Verdict verdict={finding.severity ?? ''} />;
    case 'entity':
      return (
        <span style={{ display: 'inline-block', minWidth: '20ch', overflowWrap: 'anywhere' }}>
          <EntityLink
            kind={entityKind(finding.entity ?? '', finding.entity_type)}
            value={finding.entity ?? ''}
          />
        </span>
      );
    case 'mitre':
      return <TechniqueIds ids={listOf(finding.mitre)} techniques={techniques} />;
    case 'status':
      return <span title={allowedFor}>{allowedFor === undefined ? each.status : 'allowlisted'}</span>;
    default:
      return <CellValue column={column} row={rowOf(each)} />;
  }
}

/** Findings as rows to select, sort and open. */
export function CasesTable({
  cases,
  techniques,
  order,
  onOrder,
  selected,
  onSelect,
  onOpen,
}: CasesTableProps) {
  const count = cases.filter(({ key }) => selected.has(key)).length;
  const all = count === cases.length ? 'all' : 'some';
  return (
    <Table
      aria-label="Findings"
      horizontalOverflow="scroll"
      primaryColumnIndex={3}
      rowSelection={count === 0 ? 'none' : all}
      onRequestToggleAllRows={() =>
        onSelect(
          cases.map(({ key }) => key),
          count < cases.length,
        )
      }
    >
      <Table.Head>{CASE_COLUMNS.map((column) => headCell(column, order, onOrder))}</Table.Head>
      <Table.Body>
        {cases.map((each) => (
          <Table.Row
            key={each.key}
            selected={selected.has(each.key)}
            onRequestToggle={() => onSelect([each.key], !selected.has(each.key))}
            onClick={() => onOpen(each.key)}
            rowScreenReaderText={`${rowOf(each)['detection']}, ${each.finding.entity}`}
          >
            {CASE_COLUMNS.map((column) => (
              <Table.Cell key={column.field} align={isNumeric(column) ? 'right' : 'left'}>
                {cellOf(each, column, techniques)}
              </Table.Cell>
            ))}
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  );
}
