import { lazy, Suspense, useCallback, useMemo } from 'react';
import type { Dashboard } from '../dashboards/dashboard';
import type { SearchBoard, TimeRange } from '../search/search-board';
import { useExtent, wholeRange } from '../search/use-extent';
import { useSearchBoard } from '../search/use-search-board';
import { Grid, GridRow, Notice, Page } from './layout';
import { PageHeader } from './page-header';
import type { Selection } from './page-state';
import { Panel } from './panel';
import { usePageState } from './use-page-state';

const EventsPanel = lazy(() => import(/* webpackChunkName: "panels" */ '../events/events-panel'));

/** Gives the same range object as long as its bounds are the same, so that searches run only when they change. */
function useStableRange(range: TimeRange | undefined): TimeRange | undefined {
  const { earliest, latest } = range ?? {};
  return useMemo(
    () => (earliest === undefined ? undefined : { earliest, latest: latest ?? '' }),
    [earliest, latest],
  );
}

interface PanelGridProps {
  readonly dashboard: Dashboard;
  readonly board: SearchBoard;
  readonly onSelect: (selection: Selection) => void;
}

function PanelGrid({ dashboard: { layout, panels }, board, onSelect }: PanelGridProps) {
  return (
    <Grid>
      {layout.map(({ height, panels: shares }) => (
        <GridRow key={Object.keys(shares).join()}>
          {Object.entries(shares).map(([id, share]) => {
            const panel = panels[id];
            return (
              panel && (
                <Panel
                  key={id}
                  panel={panel}
                  board={board}
                  share={share}
                  height={height}
                  onSelect={onSelect}
                />
              )
            );
          })}
        </GridRow>
      ))}
    </Grid>
  );
}

/** A whole dashboard: its header, its panels, and the events behind what is selected. */
export function DashboardPage({ dashboard }: { readonly dashboard: Dashboard }) {
  const { searches, panels, events } = dashboard;
  const fields = useMemo(() => Object.keys(events.filters), [events]);
  const shown = useMemo(() => [...new Set(Object.values(panels).map(({ search }) => search))], [panels]);
  const [state, change] = usePageState(fields);
  const { extent, state: extentState, ask } = useExtent(dashboard.extent);
  const isEmpty = extent?.events === 0;
  const range = useStableRange(state.range ?? (extent && !isEmpty ? wholeRange(extent) : undefined));
  const board = useSearchBoard(searches, shown, isEmpty ? undefined : range);
  const chosen = useStableRange(state.range);
  const select = useCallback(
    (selection: Selection | undefined) =>
      change({ ...(chosen && { range: chosen }), ...(selection && { selection }) }),
    [change, chosen],
  );
  const refresh = (): void => {
    ask();
    if (range !== undefined) board.run(range);
  };

  return (
    <Page>
      <PageHeader
        dashboard={dashboard}
        extent={extent}
        range={state.range}
        onRange={(next) => change(next === undefined ? {} : { range: next })}
        onRefresh={refresh}
      />
      {extentState.status === 'failed' && <Notice role="alert">{extentState.message}</Notice>}
      {isEmpty && <Notice role="status">{dashboard.empty}</Notice>}
      {!isEmpty && <PanelGrid dashboard={dashboard} board={board} onSelect={select} />}
      {state.selection && range && (
        <Suspense fallback={null}>
          <EventsPanel
            key={JSON.stringify(state.selection)}
            source={events}
            selection={state.selection}
            range={range}
            onClose={() => select(undefined)}
          />
        </Suspense>
      )}
    </Page>
  );
}
