import Button from '@splunk/react-ui/Button';
import SidePanel from '@splunk/react-ui/SidePanel';
import { variables } from '@splunk/themes';
import { useId, useRef, useState } from 'react';
import styled from 'styled-components';
import type { EventSource } from '../model/dashboard';
import { namedRows } from '../search/rows';
import type { TimeRange } from '../search/search-board';
import { type EventPages, useEventPages } from '../search/use-event-pages';
import type { Selection } from '../shell/page-state';
import { useBorrowedFocus } from '../shell/use-borrowed-focus';
import { describeRange } from '../time/presets';
import { describeSelection, eventSearch } from './event-search';
import { EventsTable } from './events-table';
import { Pager } from './pager';
import { SearchText } from './search-text';

const PAGE_SIZE = 20;

const Body = styled.div`
  box-sizing: border-box;
  display: flex;
  flex-direction: column;
  gap: 10px;
  width: min(1080px, 92vw);
  height: 100vh;
  padding: 16px 20px;
  background: ${variables.backgroundColorSection};
  color: ${variables.contentColorDefault};
  font-family: ${variables.fontFamily};
  font-size: ${variables.fontSize};
  outline: 0;
  h2 {
    flex: 1 1 auto;
    margin: 0;
    overflow-wrap: anywhere;
    font-size: ${variables.fontSizeLarge};
  }
`;

const Line = styled.div`
  display: flex;
  flex: none;
  gap: 12px;
  align-items: center;
  justify-content: space-between;
`;

const Scrolling = styled.div`
  flex: 1 1 auto;
  min-height: 0;
  overflow: auto;
`;

function describeCount({ job, error, progress }: EventPages): string {
  if (error !== undefined) return error;
  if (job === undefined) return `Searching … ${Math.round(progress * 100)} %`;
  return `${job.resultCount.toLocaleString('en-US')} ${job.resultCount === 1 ? 'event' : 'events'}`;
}

interface EventsPanelProps {
  readonly source: EventSource;
  readonly selection: Selection;
  /** Time range of the page, which holds unless the selection has its own. */
  readonly range: TimeRange;
  readonly onClose: () => void;
}

/** The events behind a selection, page by page, over the right side of the dashboard. */
export default function EventsPanel({ source, selection, range, onClose }: EventsPanelProps) {
  const titleId = useId();
  const body = useRef<HTMLDivElement>(null);
  useBorrowedFocus(body);
  const spl = eventSearch(source, selection);
  const within = selection.range ?? range;
  const [page, setPage] = useState(1);
  const pages = useEventPages({ spl, ...within }, page, PAGE_SIZE);

  return (
    <SidePanel
      open
      dockPosition="right"
      onRequestClose={onClose}
      useLayerForClickAway
      aria-labelledby={titleId}
    >
      <Body ref={body} tabIndex={-1} data-test="events">
        <Line>
          <h2 id={titleId}>Events: {describeSelection(source, selection)}</h2>
          <Button label="Close" onClick={onClose} />
        </Line>
        <Line>
          <span role={pages.error === undefined ? 'status' : 'alert'} data-test="event-count">
            {describeCount(pages)}
          </span>
          <span>{describeRange(within)} UTC</span>
        </Line>
        <SearchText spl={spl} range={within} />
        <Scrolling>
          {pages.rows && (
            <EventsTable key={pages.page} columns={source.columns} rows={namedRows(pages.rows)} />
          )}
        </Scrolling>
        <Pager page={page} pages={Math.ceil((pages.job?.resultCount ?? 0) / PAGE_SIZE)} onPage={setPage} />
      </Body>
    </SidePanel>
  );
}
