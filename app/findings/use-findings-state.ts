import { useCallback, useMemo } from 'react';
import type { InputValues } from '../model/input';
import type { Order } from '../panels/sort-rows';
import type { TimeRange } from '../search/search-board';
import type { StateNames } from '../shell/page-state';
import { usePageState } from '../shell/use-page-state';
import { useStableRange } from '../shell/use-stable-range';
import { FACETS } from './filter-cases';

const NAMES: StateNames = { inputs: [...FACETS, 'text', 'sort', 'finding', 'list'], fields: [] };

const isNamed = ([, value]: readonly [string, string]): boolean => value !== '';

function orderIn(inputs: InputValues): Order | undefined {
  const [field = '', direction] = (inputs['sort'] ?? '').split(' ');
  if (field === '') return undefined;
  return { field, direction: direction === 'asc' ? 'asc' : 'desc' };
}

/** What the page's address says, and the functions that change parts of it. */
export interface FindingsState {
  readonly inputs: InputValues;
  readonly order: Order | undefined;
  readonly range: TimeRange | undefined;
  readonly set: (inputs: InputValues) => void;
  readonly setRange: (range: TimeRange | undefined) => void;
}

/** Gives the state in the page's address. */
export function useFindingsState(): FindingsState {
  const [state, change] = usePageState(NAMES);
  const { inputs } = state;
  const range = useStableRange(state.range);
  const order = useMemo(() => orderIn(inputs), [inputs]);
  const set = useCallback(
    (next: InputValues) =>
      change({
        inputs: Object.fromEntries(Object.entries({ ...inputs, ...next }).filter(isNamed)),
        ...(range && { range }),
      }),
    [change, inputs, range],
  );
  const setRange = useCallback(
    (next: TimeRange | undefined) => change({ inputs, ...(next && { range: next }) }),
    [change, inputs],
  );
  return { inputs, order, range, set, setRange };
}
