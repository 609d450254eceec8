import { lazy, Suspense, useCallback, useMemo } from 'react';
import type { Dashboard } from '../model/dashboard';
import { faultOf, type InputValues, valuesOf } from '../model/input';
import { fillSearches, fillSource, tokensOf } from '../search/tokens';
import { useExtent, wholeRange } from '../search/use-extent';
import { useSearchBoard } from '../search/use-search-board';
import { Notice, Page } from './layout';
import { SearchedHeader } from './page-header';
import type { Selection, StateNames } from './page-state';
import { PanelGrid } from './panel-grid';
import { seenPart } from './seen-part';
import { SetInputs } from './set-inputs-context';
import { ChosenRange } from './time-range-context';
import { TrendContext } from './trend-context';
import { usePageState } from './use-page-state';
import { useStableRange } from './use-stable-range';
import { useTrend } from './use-trend';

const EventsPanel = lazy(() => import(/* webpackChunkName: "panels" */ '../events/events-panel'));
const PageInputs = lazy(() => import(/* webpackChunkName: "panels" */ './page-inputs'));

/** Gives the same values object as long as the values are the same. */
function useStableValues(values: InputValues): InputValues {
  const written = JSON.stringify(values);
  return useMemo(() => JSON.parse(written), [written]);
}

function useStateNames({ inputs = [], events }: Dashboard): StateNames {
  return useMemo(() => {
    const fields = Object.values(events).flatMap(({ filters }) => Object.keys(filters));
    return { inputs: inputs.map(({ name }) => name), fields: [...new Set(fields)] };
  }, [inputs, events]);
}

const NO_INPUTS: NonNullable<Dashboard['inputs']> = [];

/** A whole dashboard: its header, its inputs, its panels, and the events behind what is selected. */
export function DashboardPage({ dashboard }: { readonly dashboard: Dashboard }) {
  const { events, inputs = NO_INPUTS } = dashboard;
  const [state, change] = usePageState(useStateNames(dashboard));
  const values = useStableValues(valuesOf(inputs, state.inputs));
  const faults = inputs.flatMap((input) => faultOf(input, values[input.name] ?? '') ?? []);
  const seen = useMemo(() => seenPart(dashboard, values), [dashboard, values]);
  const { extent, state: extentState, ask } = useExtent(dashboard.extent);
  const isEmpty = extent?.events === 0;
  const canSearch = !isEmpty && faults.length === 0;
  const range = useStableRange(state.range ?? (extent && !isEmpty ? wholeRange(extent) : undefined));
  const tokens = useMemo(() => tokensOf(inputs, values), [inputs, values]);
  const filled = useMemo(() => fillSearches(seen.searches, tokens), [seen, tokens]);
  const board = useSearchBoard(filled, seen.shown, canSearch ? range : undefined);
  const chosen = useStableRange(state.range);
  const trend = useTrend(filled, chosen, canSearch ? extent : undefined);
  const select = useCallback(
    (selection: Selection | undefined) =>
      change({ inputs: values, ...(chosen && { range: chosen }), ...(selection && { selection }) }),
    [change, chosen, values],
  );
  const setInputs = useCallback(
    (some: InputValues) => change({ inputs: { ...values, ...some }, ...(chosen && { range: chosen }) }),
    [change, chosen, values],
  );
  const refresh = (): void => {
    ask();
    if (range !== undefined && canSearch) board.run(range);
  };
  const source = events[state.selection?.source ?? 'mail'];

  return (
    <ChosenRange.Provider value={chosen}>
      <Page>
        <SearchedHeader
          title={dashboard.title}
          description={dashboard.description}
          extent={extent}
          range={state.range}
          onRange={(next) => change({ inputs: values, ...(next && { range: next }) })}
          onRefresh={refresh}
        />
        {inputs.length > 0 && (
          <Suspense fallback={null}>
            <PageInputs inputs={inputs} values={values} presets={dashboard.presets} onChange={setInputs} />
          </Suspense>
        )}
        {extentState.status === 'failed' && <Notice role="alert">{extentState.message}</Notice>}
        {isEmpty && <Notice role="status">{dashboard.empty}</Notice>}
        {faults.length > 0 && <Notice role="alert">{faults.join('. ')}.</Notice>}
        {canSearch && (
          <SetInputs.Provider value={setInputs}>
            <TrendContext.Provider value={trend}>
              <PanelGrid layout={seen.layout} panels={dashboard.panels} board={board} onSelect={select} />
            </TrendContext.Provider>
          </SetInputs.Provider>
        )}
        {canSearch && state.selection && source && range && (
          <Suspense fallback={null}>
            <EventsPanel
              key={JSON.stringify(state.selection)}
              source={fillSource(source, tokens)}
              selection={state.selection}
              range={range}
              onClose={() => select(undefined)}
            />
          </Suspense>
        )}
      </Page>
    </ChosenRange.Provider>
  );
}
