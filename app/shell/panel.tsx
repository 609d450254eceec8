import { variables } from '@splunk/themes';
import { lazy, Suspense, useCallback, useId, useMemo } from 'react';
import styled from 'styled-components';
import type { Panel as PanelData } from '../model/panel';
import { namedRows } from '../search/rows';
import type { SearchBoard, SearchState } from '../search/search-board';
import { useSearchState } from '../search/use-search-board';
import { ErrorBoundary } from './error-boundary';
import { Frame } from './layout';
import type { Selection } from './page-state';
import { PanelProgress } from './panel-progress';

const PanelBody = lazy(() => import(/* webpackChunkName: "panels" */ '../panels/panel-body'));
const Stopped = lazy(() => import(/* webpackChunkName: "panels" */ '../panels/stopped'));
const PanelMenu = lazy(() => import(/* webpackChunkName: "panels" */ '../panels/panel-menu'));
const PanelHelp = lazy(() => import(/* webpackChunkName: "panels" */ '../panels/panel-help'));

const Head = styled.div`
  display: flex;
  flex: none;
  align-items: center;
  gap: 6px;
  height: 24px;
  h2 {
    margin: 0;
    overflow: hidden;
    color: ${variables.contentColorActive};
    font-size: ${variables.fontSize};
    font-weight: ${variables.fontWeightSemiBold};
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;

const End = styled.span`
  margin-left: auto;
`;

const Content = styled.div`
  flex: 1 1 0;
  min-height: 0;
  overflow: auto;
`;

const Message = styled.div`
  display: flex;
  flex-direction: column;
  gap: 8px;
  align-items: flex-start;
  justify-content: center;
  box-sizing: border-box;
  height: 100%;
  max-width: 64ch;
  color: ${variables.contentColorDefault};
  &[role='alert'] {
    color: ${variables.contentColorNegative};
  }
`;

interface PanelProps {
  readonly panel: PanelData;
  readonly board: SearchBoard;
  readonly share: number;
  readonly height: number;
  readonly onSelect: (selection: Selection) => void;
}

interface PanelContentProps {
  readonly panel: PanelData;
  readonly state: SearchState;
  readonly onRetry: () => void;
  readonly onSelect: (selection: Selection) => void;
}

function PanelContent({ panel, state, onRetry, onSelect }: PanelContentProps) {
  const rows = useMemo(() => (state.status === 'done' ? namedRows(state.rows) : []), [state]);
  switch (state.status) {
    case 'waiting':
    case 'running':
      return null;
    case 'cancelled':
      return (
        <Message role="status">
          <Stopped message="Cancelled." onRetry={onRetry} />
        </Message>
      );
    case 'failed':
      return (
        <Message role="alert">
          <Stopped message={state.message} onRetry={onRetry} />
        </Message>
      );
    case 'done':
      if (rows.length === 0)
        return (
          <Message role="status" data-test="empty">
            {panel.empty}
          </Message>
        );
      return <PanelBody panel={panel} fields={state.rows.fields} rows={rows} onSelect={onSelect} />;
  }
}

/** One panel: its frame, how far its search is, and its rows or the reason why there are none. */
export function Panel({ panel, board, share, height, onSelect }: PanelProps) {
  const { title, search, help, source } = panel;
  const titleId = useId();
  const state = useSearchState(board, search);
  const done = state.status === 'done' ? state : undefined;
  const selectHere = useCallback(
    (selection: Selection) => onSelect({ ...selection, ...(source !== undefined && { source }) }),
    [onSelect, source],
  );
  return (
    <Frame
      $share={share}
      $height={height}
      aria-labelledby={titleId}
      data-panel={title}
      data-state={state.status}
    >
      <Head>
        <h2 id={titleId} title={title}>
          {title}
        </h2>
        <Suspense fallback={null}>
          <PanelHelp title={title} help={help} warnings={done?.warnings ?? []} />
          <End>
            <PanelMenu title={title} asked={board.asked(search)} rows={done?.rows} />
          </End>
        </Suspense>
      </Head>
      <PanelProgress title={title} state={state} onCancel={() => board.cancel(search)} />
      <Content>
        <ErrorBoundary fallback={(message) => <Message role="alert">{message}</Message>}>
          <Suspense fallback={null}>
            <PanelContent
              panel={panel}
              state={state}
              onRetry={() => board.rerun(search)}
              onSelect={selectHere}
            />
          </Suspense>
        </ErrorBoundary>
      </Content>
    </Frame>
  );
}
