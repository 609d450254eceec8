import { useState } from 'react';
import styled from 'styled-components';
import { EventsTable } from '../events/events-table';
import { Pager } from '../events/pager';
import { SearchText } from '../events/search-text';
import type { TableColumn } from '../model/panel';
import { namedRows, type Row, textOf } from '../search/rows';
import type { TimeRange } from '../search/search-board';
import { useEventPages } from '../search/use-event-pages';

const PAGE_SIZE = 10;
// The search of a finding names its own times.
const ANY_TIME: TimeRange = { earliest: '0', latest: '' };

const Stack = styled.div`
  display: flex;
  flex-direction: column;
  gap: 8px;
`;

/** What events of any kind are known by; those that no event has a value of are left out. */
const COLUMNS: readonly TableColumn[] = [
  { field: '_time', title: 'Time (UTC)', format: 'time' },
  { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
  { field: 'dest', title: 'Server', format: 'word', entity: 'server' },
  { field: 'user', title: 'User', format: 'word', entity: 'user' },
  { field: 'sender_address', title: 'Sender', format: 'text', entity: 'address' },
  { field: 'recipient', title: 'Recipients', format: 'text', entity: 'address' },
  { field: 'subject', title: 'Subject', format: 'text' },
  { field: 'file_name', title: 'File', format: 'text' },
  { field: 'action', title: 'Action', format: 'word' },
  { field: 'last_reply', title: 'Last reply', format: 'text' },
];

const columnsOf = (rows: readonly Row[]): readonly TableColumn[] =>
  COLUMNS.filter(({ field }) => rows.some((row) => textOf(row, field) !== ''));

/** The events behind a finding, page by page, and the search that finds them. */
export function CaseEvents({ spl }: { readonly spl: string }) {
  const [page, setPage] = useState(1);
  const {
    job,
    rows,
    error,
    progress,
    page: shownPage,
  } = useEventPages({ spl, ...ANY_TIME }, page, PAGE_SIZE);
  const count = job?.resultCount ?? 0;
  const named = rows ? namedRows(rows) : [];
  const told =
    job === undefined
      ? `Searching … ${Math.round(progress * 100)} %`
      : `${count} ${count === 1 ? 'event' : 'events'}`;
  return (
    <Stack data-test="case-events">
      <span role={error === undefined ? 'status' : 'alert'} data-test="event-count">
        {error ?? told}
      </span>
      <SearchText spl={spl} range={ANY_TIME} />
      {job && count === 0 && (
        <span>
          The events are no longer there: their index has let go of them, or your role may not search it.
        </span>
      )}
      {named.length > 0 && <EventsTable key={shownPage} columns={columnsOf(named)} rows={named} />}
      <Pager page={page} pages={Math.ceil(count / PAGE_SIZE)} onPage={setPage} />
    </Stack>
  );
}
