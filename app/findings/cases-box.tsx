import Button from '@splunk/react-ui/Button';
import { useMemo, useState } from 'react';
import styled from 'styled-components';
import { toCsv } from '../panels/csv';
import { download } from '../panels/download';
import type { Order } from '../panels/sort-rows';
import type { SearchState } from '../search/search-board';
import { Section } from '../shell/section';
import { BulkForm } from './bulk-form';
import { exportedRows } from './case-row';
import { CasesTable } from './cases-table';
import type { Case } from './finding';
import { TextFilter } from './text-filter';
import type { Technique } from './use-cases';

const FIRST_SHOWN = 50;
const MORE_SHOWN = 200;

const Line = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
  align-items: center;
  min-height: 32px;
  margin-bottom: 8px;
`;

const Told = styled.span`
  flex: 1 1 auto;
`;

const Empty = styled.p`
  max-width: 64ch;
  margin: 24px 0;
`;

interface CasesBoxProps {
  readonly state: SearchState['status'];
  /** All that were read. */
  readonly total: number;
  /** Those that the choices hold for, sorted. */
  readonly cases: readonly Case[];
  readonly techniques: ReadonlyMap<string, Technique>;
  readonly order: Order | undefined;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onOrder: (order: Order) => void;
  readonly onOpen: (key: string) => void;
  readonly onAllow: (cases: readonly Case[]) => void;
  readonly onSaved: () => void;
}

const NOTHING_FOUND =
  'No alert has found anything in this time range. Alerts run by their schedule over what has come in: look under Settings → Searches, reports, and alerts for those named "SMTP - …", and whether they are enabled and have run. Logs that are older than the app are looked at when their alert is run over that time by hand.';

function emptyText(state: SearchState['status'], total: number): string {
  if (state === 'failed') return 'Findings could not be read.';
  return total === 0
    ? NOTHING_FOUND
    : 'No finding meets all of these choices. Take one of them back, or choose the status All.';
}

/** The list of findings, with what can be done with those that are selected. */
export function CasesBox(props: CasesBoxProps) {
  const { state, total, cases, text, onText, onAllow, onSaved, ...table } = props;
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [length, setLength] = useState(FIRST_SHOWN);
  const [isEditing, setEditing] = useState(false);
  const shown = cases.slice(0, length);
  const hidden = cases.length - shown.length;
  // What is filtered away is not selected: nothing is changed that is not seen.
  const chosen = useMemo(() => cases.filter(({ key }) => selected.has(key)), [cases, selected]);
  const select = (keys: readonly string[], isSelected: boolean): void =>
    setSelected((last) => {
      const next = new Set(last);
      for (const key of keys) isSelected ? next.add(key) : next.delete(key);
      return next;
    });
  const isNone = chosen.length === 0;
  return (
    <Section title="Findings" status={state}>
      <Line>
        <TextFilter text={text} onText={onText} />
        <Told role="status" data-test="count">
          {state === 'running'
            ? 'Reading …'
            : `${cases.length} of ${total}${isNone ? '' : `, ${chosen.length} selected`}`}
        </Told>
        {hidden > 0 && (
          <Button
            label={`Select all ${cases.length}`}
            onClick={() =>
              select(
                cases.map(({ key }) => key),
                true,
              )
            }
          />
        )}
        <Button label="Edit…" disabled={isNone} onClick={() => setEditing(true)} />
        <Button label="Allowlist…" disabled={isNone} onClick={() => onAllow(chosen)} />
        <Button
          label="Export CSV"
          disabled={cases.length === 0}
          onClick={() => download('findings.csv', toCsv(exportedRows(isNone ? cases : chosen)))}
        />
      </Line>
      {state !== 'running' && cases.length === 0 ? (
        <Empty role="status" data-test="empty">
          {emptyText(state, total)}
        </Empty>
      ) : (
        <CasesTable {...table} cases={shown} selected={selected} onSelect={select} />
      )}
      {hidden > 0 && (
        <Button
          label={`Show ${Math.min(hidden, MORE_SHOWN)} more`}
          onClick={() => setLength(length + MORE_SHOWN)}
        />
      )}
      {isEditing && <BulkForm cases={chosen} onClose={() => setEditing(false)} onSaved={onSaved} />}
    </Section>
  );
}
