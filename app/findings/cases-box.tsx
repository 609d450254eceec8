import Button from '@splunk/react-ui/Button';
import { useMemo, useState } from 'react';
import styled from 'styled-components';
import type { Order } from '../panels/sort-rows';
import type { SearchState } from '../search/search-board';
import { Section } from '../shell/section';
import { BulkForm } from './bulk-form';
import { CasesTable } from './cases-table';
import { CasesTools } from './cases-tools';
import type { Case } from './finding';
import { TextFilter } from './text-filter';
import type { Technique } from './use-cases';

const FIRST_SHOWN = 50;
const MORE_SHOWN = 200;

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

/** Gives which findings are selected, and the function that changes it. */
function useSelection() {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const select = (keys: readonly string[], isSelected: boolean): void =>
    setSelected((last) => {
      const next = new Set(last);
      for (const key of keys) isSelected ? next.add(key) : next.delete(key);
      return next;
    });
  return { selected, select };
}

function countTold({ state, total, cases }: CasesBoxProps, chosen: readonly Case[]): string {
  if (state === 'running') return 'Reading …';
  return `${cases.length} of ${total}${chosen.length === 0 ? '' : `, ${chosen.length} selected`}`;
}

const keysOf = (cases: readonly Case[]): readonly string[] => cases.map(({ key }) => key);

/** The list of findings, with what can be done with those that are selected. */
export function CasesBox(props: CasesBoxProps) {
  const { state, total, cases, text, onText, onAllow, onSaved, ...table } = props;
  const { selected, select } = useSelection();
  const [length, setLength] = useState(FIRST_SHOWN);
  const [isEditing, setEditing] = useState(false);
  const hidden = Math.max(0, cases.length - length);
  // What is filtered away is not selected: nothing is changed that is not seen.
  const chosen = useMemo(() => cases.filter(({ key }) => selected.has(key)), [cases, selected]);
  return (
    <Section title="Findings" status={state}>
      <CasesTools
        cases={cases}
        chosen={chosen}
        told={countTold(props, chosen)}
        hasMore={hidden > 0}
        onSelectAll={() => select(keysOf(cases), true)}
        onEdit={() => setEditing(true)}
        onAllow={() => onAllow(chosen)}
      >
        <TextFilter text={text} onText={onText} />
      </CasesTools>
      {state !== 'running' && cases.length === 0 ? (
        <Empty role="status" data-test="empty">
          {emptyText(state, total)}
        </Empty>
      ) : (
        <CasesTable {...table} cases={cases.slice(0, length)} selected={selected} onSelect={select} />
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
