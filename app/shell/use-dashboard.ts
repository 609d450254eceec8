import { useCallback, useMemo } from 'react';
import type { Dashboard } from '../model/dashboard';
import { faultOf, type InputValues, valuesOf } from '../model/input';
import type { SearchBoard, TimeRange } from '../search/search-board';
import { fillSearches, tokensOf } from '../search/tokens';
import { useExtent, wholeRange } from '../search/use-extent';
import { useSearchBoard } from '../search/use-search-board';
import type { PageState, Selection, StateNames } from './page-state';
import { seenPart } from './seen-part';
import { usePageState } from './use-page-state';
import { useStableRange } from './use-stable-range';
import { useTrend } from './use-trend';

const NO_INPUTS: NonNullable<Dashboard['inputs']> = [];

/** Gives the same values object as long as the values are the same. */
function useStableValues(values: InputValues): InputValues {
  const written = JSON.stringify(values);
  return useMemo(() => JSON.parse(written), [written]);
}

function useStateNames({ inputs = NO_INPUTS, events }: Dashboard): StateNames {
  return useMemo(() => {
    const fields = Object.values(events).flatMap(({ filters }) => Object.keys(filters));
    return { inputs: inputs.map(({ name }) => name), fields: [...new Set(fields)] };
  }, [inputs, events]);
}

/** What the page's address says, and the functions that change parts of it. */
interface Asked {
  readonly state: PageState;
  /** Of every input. */
  readonly values: InputValues;
  /** The time range in the address; absent for all data. */
  readonly chosen: TimeRange | undefined;
  readonly select: (selection: Selection | undefined) => void;
  readonly setInputs: (some: InputValues) => void;
  readonly setRange: (range: TimeRange | undefined) => void;
}

function useAsked(dashboard: Dashboard): Asked {
  const [state, change] = usePageState(useStateNames(dashboard));
  const values = useStableValues(valuesOf(dashboard.inputs ?? NO_INPUTS, state.inputs));
  const chosen = useStableRange(state.range);
  const select = useCallback(
    (selection: Selection | undefined) =>
      change({ inputs: values, ...(chosen && { range: chosen }), ...(selection && { selection }) }),
    [change, chosen, values],
  );
  const setInputs = useCallback(
    (some: InputValues) => change({ inputs: { ...values, ...some }, ...(chosen && { range: chosen }) }),
    [change, chosen, values],
  );
  const setRange = useCallback(
    (range: TimeRange | undefined) => change({ inputs: values, ...(range && { range }) }),
    [change, values],
  );
  return { state, values, chosen, select, setInputs, setRange };
}

/** What a dashboard asks for, and what it has been answered. */
export interface DashboardState extends Asked {
  /** What is wrong with the values of inputs. */
  readonly faults: readonly string[];
  /** The panels that are shown with these values. */
  readonly seen: ReturnType<typeof seenPart>;
  readonly tokens: ReturnType<typeof tokensOf>;
  readonly extent: ReturnType<typeof useExtent>;
  readonly canSearch: boolean;
  /** The time range that is searched; undefined as long as it is not known how far the data reaches. */
  readonly range: TimeRange | undefined;
  readonly board: SearchBoard;
  readonly trend: ReturnType<typeof useTrend>;
  readonly refresh: () => void;
}

/** Gives the state of a dashboard, whose searches run as soon as it is known what to ask. */
export function useDashboard(dashboard: Dashboard): DashboardState {
  const { inputs = NO_INPUTS } = dashboard;
  const asked = useAsked(dashboard);
  const { state, values, chosen } = asked;
  const faults = inputs.flatMap((input) => faultOf(input, values[input.name] ?? '') ?? []);
  const seen = useMemo(() => seenPart(dashboard, values), [dashboard, values]);
  const tokens = useMemo(() => tokensOf(inputs, values), [inputs, values]);
  const filled = useMemo(() => fillSearches(seen.searches, tokens), [seen, tokens]);
  const whole = useExtent(dashboard.extent);
  const { extent } = whole;
  const isEmpty = extent?.events === 0;
  const canSearch = !isEmpty && faults.length === 0;
  const range = useStableRange(state.range ?? (extent && !isEmpty ? wholeRange(extent) : undefined));
  const board = useSearchBoard(filled, seen.shown, canSearch ? range : undefined);
  const trend = useTrend(filled, chosen, canSearch ? extent : undefined);
  const refresh = (): void => {
    whole.ask();
    if (range !== undefined && canSearch) board.run(range);
  };
  return { ...asked, faults, seen, tokens, extent: whole, canSearch, range, board, trend, refresh };
}
