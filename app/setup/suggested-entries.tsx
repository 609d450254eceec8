import Button from '@splunk/react-ui/Button';
import Table from '@splunk/react-ui/Table';
import { useMemo } from 'react';
import type { Grounds } from '../kv/owned-record';
import { namedRows, textOf } from '../search/rows';
import type { TimeRange } from '../search/search-board';
import { useSearchBoard, useSearchState } from '../search/use-search-board';
import { Remark, SearchedSection } from '../shell/section';
import type { Entry } from './entries';
import type { OwnedList } from './lists';

const SHOWN = ['suggested'];
const SOURCE = 'Setup page, from the mail log';

interface SuggestedEntriesProps {
  readonly list: OwnedList;
  readonly suggestions: NonNullable<OwnedList['suggestions']>;
  /** Undefined as long as it is not known how far the log reaches. */
  readonly range: TimeRange | undefined;
  readonly onAdd: (entries: readonly Entry[], grounds: Grounds) => Promise<boolean>;
}

/** What the mail log suggests for a list; one click adds it. Lines that are no entries are left out: logs are written by strangers. */
export function SuggestedEntries({ list, suggestions, range, onAdd }: SuggestedEntriesProps) {
  const { spl, help, empty } = suggestions;
  const board = useSearchBoard(
    useMemo(() => ({ suggested: { spl } }), [spl]),
    SHOWN,
    range,
  );
  const state = useSearchState(board, 'suggested');
  const rows = state.status === 'done' ? namedRows(state.rows) : [];
  const proposals = rows.flatMap((row) => {
    const read = list.read(textOf(row, 'line'));
    return 'entry' in read
      ? [{ line: textOf(row, 'line'), seen: textOf(row, 'seen'), entry: read.entry }]
      : [];
  });
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
        <Table aria-label={`Suggested ${list.title.toLowerCase()}`}>
          <Table.Head>
            <Table.HeadCell>{list.fields[list.key]}</Table.HeadCell>
            <Table.HeadCell>Seen</Table.HeadCell>
            <Table.HeadCell>Change</Table.HeadCell>
          </Table.Head>
          <Table.Body>
            {proposals.map(({ line, seen, entry }) => (
              <Table.Row key={line}>
                <Table.Cell>{line}</Table.Cell>
                <Table.Cell>{seen}</Table.Cell>
                <Table.Cell align="right">
                  <Button
                    inline
                    appearance="secondary"
                    label="Add"
                    aria-label={`Add ${line}`}
                    onClick={() => onAdd([entry], { reason: seen, expires: 0, source: SOURCE })}
                  />
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      )}
    </SearchedSection>
  );
}
