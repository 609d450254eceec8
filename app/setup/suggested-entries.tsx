import Button from '@splunk/react-ui/Button';
import Table from '@splunk/react-ui/Table';
import { useMemo } from 'react';
import type { Grounds } from '../kv/owned-record';
import { namedRows, type Row, textOf } from '../search/rows';
import type { TimeRange } from '../search/search-board';
import { useSearchBoard, useSearchState } from '../search/use-search-board';
import { Remark, SearchedSection } from '../shell/section';
import type { Entry } from './entries';
import type { OwnedList } from './lists';

const SHOWN = ['suggested'];
const SOURCE = 'Setup page, from the mail log';

interface Proposal {
  readonly line: string;
  /** Why it is proposed. */
  readonly seen: string;
  readonly entry: Entry;
}

/** Lines that are no entries are left out: logs are written by strangers. */
function proposalsIn(rows: readonly Row[], { read }: OwnedList): readonly Proposal[] {
  return rows.flatMap((row) => {
    const line = textOf(row, 'line');
    const found = read(line);
    return 'entry' in found ? [{ line, seen: textOf(row, 'seen'), entry: found.entry }] : [];
  });
}

interface ProposalTableProps {
  readonly list: OwnedList;
  readonly proposals: readonly Proposal[];
  readonly onAdd: (proposal: Proposal) => void;
}

function ProposalTable({ list, proposals, onAdd }: ProposalTableProps) {
  return (
    <Table aria-label={`Suggested ${list.title.toLowerCase()}`}>
      <Table.Head>
        <Table.HeadCell>{list.fields[list.key]}</Table.HeadCell>
        <Table.HeadCell>Seen</Table.HeadCell>
        <Table.HeadCell>Change</Table.HeadCell>
      </Table.Head>
      <Table.Body>
        {proposals.map((proposal) => (
          <Table.Row key={proposal.line}>
            <Table.Cell>{proposal.line}</Table.Cell>
            <Table.Cell>{proposal.seen}</Table.Cell>
            <Table.Cell align="right">
              <Button
                inline
                appearance="secondary"
                label="Add"
                aria-label={`Add ${proposal.line}`}
                onClick={() => onAdd(proposal)}
              />
            </Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  );
}

interface SuggestedEntriesProps {
  readonly list: OwnedList;
  readonly suggestions: NonNullable<OwnedList['suggestions']>;
  /** Undefined as long as it is not known how far the log reaches. */
  readonly range: TimeRange | undefined;
  readonly onAdd: (entries: readonly Entry[], grounds: Grounds) => Promise<boolean>;
}

/** What the mail log suggests for a list; one click adds it. */
export function SuggestedEntries({ list, suggestions, range, onAdd }: SuggestedEntriesProps) {
  const { spl, help, empty } = suggestions;
  const board = useSearchBoard(
    useMemo(() => ({ suggested: { spl } }), [spl]),
    SHOWN,
    range,
  );
  const state = useSearchState(board, 'suggested');
  const proposals = proposalsIn(state.status === 'done' ? namedRows(state.rows) : [], list);
  return (
    <SearchedSection
      title={`Suggested ${list.title.toLowerCase()}`}
      help={help}
      state={state}
      onCancel={() => board.cancel('suggested')}
    >
      {proposals.length === 0 ? (
        <Remark role="status" data-test="empty">
          {empty}
        </Remark>
      ) : (
        <ProposalTable
          list={list}
          proposals={proposals}
          onAdd={({ entry, seen }) => onAdd([entry], { reason: seen, expires: 0, source: SOURCE })}
        />
      )}
    </SearchedSection>
  );
}
