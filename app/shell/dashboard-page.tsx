import { lazy, Suspense } from 'react';
import type { Dashboard } from '../model/dashboard';
import { fillSource } from '../search/tokens';
import { Notice, Page } from './layout';
import { SearchedHeader } from './page-header';
import { PanelGrid } from './panel-grid';
import { SetInputs } from './set-inputs-context';
import { ChosenRange } from './time-range-context';
import { TrendContext } from './trend-context';
import { type DashboardState, useDashboard } from './use-dashboard';

const EventsPanel = lazy(() => import(/* webpackChunkName: "panels" */ '../events/events-panel'));
const PageInputs = lazy(() => import(/* webpackChunkName: "panels" */ './page-inputs'));

interface PartProps {
  readonly dashboard: Dashboard;
  readonly shown: DashboardState;
}

/** Why there is nothing to see, or less than there could be. */
function Notices({ dashboard, shown: { extent, faults } }: PartProps) {
  return (
    <>
      {extent.state.status === 'failed' && <Notice role="alert">{extent.state.message}</Notice>}
      {extent.extent?.events === 0 && <Notice role="status">{dashboard.empty}</Notice>}
      {faults.length > 0 && <Notice role="alert">{faults.join('. ')}.</Notice>}
    </>
  );
}

function Panels({ dashboard, shown: { seen, board, trend, select, setInputs } }: PartProps) {
  return (
    <SetInputs.Provider value={setInputs}>
      <TrendContext.Provider value={trend}>
        <PanelGrid layout={seen.layout} panels={dashboard.panels} board={board} onSelect={select} />
      </TrendContext.Provider>
    </SetInputs.Provider>
  );
}

/** The events behind what is selected; nothing while nothing is. */
function SelectedEvents({ dashboard, shown: { state, range, tokens, select } }: PartProps) {
  const { selection } = state;
  const source = dashboard.events[selection?.source ?? 'mail'];
  if (selection === undefined || source === undefined || range === undefined) return null;
  return (
    <Suspense fallback={null}>
      <EventsPanel
        key={JSON.stringify(selection)}
        source={fillSource(source, tokens)}
        selection={selection}
        range={range}
        onClose={() => select(undefined)}
      />
    </Suspense>
  );
}

/** A whole dashboard: its header, its inputs, its panels, and the events behind what is selected. */
export function DashboardPage({ dashboard }: { readonly dashboard: Dashboard }) {
  const { inputs = [], presets } = dashboard;
  const shown = useDashboard(dashboard);
  return (
    <ChosenRange.Provider value={shown.chosen}>
      <Page>
        <SearchedHeader
          title={dashboard.title}
          description={dashboard.description}
          extent={shown.extent.extent}
          range={shown.state.range}
          onRange={shown.setRange}
          onRefresh={shown.refresh}
        />
        {inputs.length > 0 && (
          <Suspense fallback={null}>
            <PageInputs inputs={inputs} values={shown.values} presets={presets} onChange={shown.setInputs} />
          </Suspense>
        )}
        <Notices dashboard={dashboard} shown={shown} />
        {shown.canSearch && (
          <>
            <Panels dashboard={dashboard} shown={shown} />
            <SelectedEvents dashboard={dashboard} shown={shown} />
          </>
        )}
      </Page>
    </ChosenRange.Provider>
  );
}
