import { variables } from '@splunk/themes';
import { lazy, type ReactNode, Suspense, useId, useMemo } from 'react';
import styled from 'styled-components';
import type { Panel as PanelData } from '../dashboards/dashboard';
import { namedRows } from '../search/rows';
import type { SearchBoard } from '../search/search-board';
import { useSearchState } from '../search/use-search-board';
import { ErrorBoundary } from './error-boundary';
import { Frame } from './layout';
import type { Selection } from './page-state';
import { PanelProgress } from './panel-progress';

const PanelBody = lazy(() => import(/* webpackChunkName: "panels" */ '../panels/panel-body'));
const Stopped = lazy(() => import(/* webpackChunkName: "panels" */ '../panels/stopped'));
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
  color: ${variables.contentColorMuted};
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

/** One panel: its frame, how far its search is, and its rows or the reason why there are none. */
export function Panel({ panel, board, share, height, onSelect }: PanelProps) {
  const titleId = useId();
  const state = useSearchState(board, panel.search);
  const rows = useMemo(() => (state.status === 'done' ? namedRows(state.rows) : []), [state]);
  const stopped = state.status === 'failed' ? state.message : state.status === 'cancelled' && 'Cancelled.';

  function content(): ReactNode {
    if (stopped) {
      return (
        <Message role={state.status === 'failed' ? 'alert' : 'status'}>
          <Suspense fallback={null}>
            <Stopped message={stopped} onRetry={() => board.rerun(panel.search)} />
          </Suspense>
        </Message>
      );
    }
    if (state.status !== 'done') return null;
    if (rows.length === 0) return <Message role="status">{panel.empty}</Message>;
    return (
      <Suspense fallback={null}>
        <PanelBody panel={panel} fields={state.rows.fields} rows={rows} onSelect={onSelect} />
      </Suspense>
    );
  }

  return (
    <Frame
      $share={share}
      $height={height}
      aria-labelledby={titleId}
      data-panel={panel.title}
      data-state={state.status}
    >
      <Head>
        <h2 id={titleId}>{panel.title}</h2>
        <Suspense fallback={null}>
          <PanelHelp
            title={panel.title}
            help={panel.help}
            warnings={state.status === 'done' ? state.warnings : []}
          />
        </Suspense>
      </Head>
      <PanelProgress title={panel.title} state={state} onCancel={() => board.cancel(panel.search)} />
      <Content>
        <ErrorBoundary fallback={(message) => <Message role="alert">{message}</Message>}>
          {content()}
        </ErrorBoundary>
      </Content>
    </Frame>
  );
}
