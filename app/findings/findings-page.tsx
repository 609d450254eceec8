import TabBar from '@splunk/react-ui/TabBar';
import { useCallback, useMemo, useState } from 'react';
import styled from 'styled-components';
import type { InputValues } from '../model/input';
import type { Order } from '../panels/sort-rows';
import type { SearchState } from '../search/search-board';
import { Notice, Page } from '../shell/layout';
import PageControls from '../shell/page-controls';
import { PageHeader } from '../shell/page-header';
import type { StateNames } from '../shell/page-state';
import { ChosenRange } from '../shell/time-range-context';
import { usePageState } from '../shell/use-page-state';
import { useStableRange } from '../shell/use-stable-range';
import { AllowForm } from './allow-form';
import { AllowlistBox } from './allowlist-box';
import CasePanel from './case-panel';
import { sortCases } from './case-row';
import { CasesBox } from './cases-box';
import { extentOf, summaryOf } from './cases-summary';
import { SideFacets, TopFacets } from './facets';
import { FACETS, filterCases } from './filter-cases';
import type { Case } from './finding';
import { type Cases, useCases } from './use-cases';

const NAMES: StateNames = { inputs: [...FACETS, 'text', 'sort', 'finding', 'list'], fields: [] };
const NO_CASES: readonly Case[] = [];

const Columns = styled.div`
  display: grid;
  grid-template-columns: 220px minmax(0, 1fr);
  gap: 12px;
  align-items: start;
  /* In a narrow window the list comes first and has all the width. */
  @media (max-width: 1100px) {
    grid-template-columns: minmax(0, 1fr);
    > :first-child {
      order: 2;
    }
  }
`;

const Below = styled.div`
  margin-top: 12px;
`;

function orderIn(inputs: InputValues): Order | undefined {
  const [field = '', direction] = (inputs['sort'] ?? '').split(' ');
  if (field === '') return undefined;
  return { field, direction: direction === 'asc' ? 'asc' : 'desc' };
}

/** Gives what stands before and behind a finding in the list. */
function neighboursOf(shown: readonly Case[], key: string | undefined) {
  const place = shown.findIndex((each) => each.key === key);
  return place === -1 ? {} : { before: shown[place - 1]?.key, behind: shown[place + 1]?.key };
}

function stateOf({ cases, error }: Cases): SearchState['status'] {
  if (cases !== undefined) return 'done';
  return error === undefined ? 'running' : 'failed';
}

const isNamed = ([, value]: readonly [string, string]): boolean => value !== '';

/** The state in the page's address, with the functions that change parts of it. */
function useFindingsState() {
  const [state, change] = usePageState(NAMES);
  const { inputs } = state;
  const range = useStableRange(state.range);
  const set = useCallback(
    (next: InputValues) =>
      change({
        inputs: Object.fromEntries(Object.entries({ ...inputs, ...next }).filter(isNamed)),
        ...(range && { range }),
      }),
    [change, inputs, range],
  );
  return { inputs, range, set, change };
}

/** Everything that the detections found: to choose from, to look into, and to settle. */
export default function FindingsPage() {
  const { inputs, range, set, change } = useFindingsState();
  const read = useCases(range);
  const { cases = NO_CASES, techniques, reload, error } = read;
  const [allowing, setAllowing] = useState<readonly Case[]>();
  const state = stateOf(read);
  const tacticsOf = useCallback((id: string) => techniques.get(id)?.tactics ?? [], [techniques]);
  const order = useMemo(() => orderIn(inputs), [inputs]);
  const shown = useMemo(
    () => sortCases(filterCases(cases, inputs, tacticsOf), order),
    [cases, inputs, tacticsOf, order],
  );
  const key = inputs['finding'];
  const opened = cases.find((each) => each.key === key);
  const facets = { cases: read.cases, state, inputs, techniques, tacticsOf, onChange: set };
  const isList = inputs['list'] === 'allowlist';
  return (
    <ChosenRange.Provider value={range}>
      <Page>
        <PageHeader title="Alerts" description={summaryOf(read.cases)}>
          <PageControls
            range={range}
            extent={extentOf(cases)}
            onRange={(next) => change({ inputs, ...(next && { range: next }) })}
            onRefresh={() => reload('allowlist')}
          />
        </PageHeader>
        {error !== undefined && <Notice role="alert">{error}</Notice>}
        {key !== undefined && read.cases && opened === undefined && (
          <Notice role="alert">
            There is no finding with the key {key} in this time range. Choose All data, or look for what it
            was about.
          </Notice>
        )}
        <TabBar
          activeTabId={isList ? 'allowlist' : 'findings'}
          onChange={(_, { selectedTabId }) => set({ list: selectedTabId === 'allowlist' ? 'allowlist' : '' })}
        >
          <TabBar.Tab label="Findings" tabId="findings" />
          <TabBar.Tab label="Allowlist" tabId="allowlist" />
        </TabBar>
        {isList ? (
          <Below>
            <AllowlistBox onChanged={() => reload('allowlist')} />
          </Below>
        ) : (
          <>
            <TopFacets {...facets} />
            <Columns>
              <SideFacets {...facets} />
              <CasesBox
                state={state}
                total={cases.length}
                cases={shown}
                techniques={techniques}
                order={order}
                text={inputs['text'] ?? ''}
                onText={(text) => set({ text })}
                onOrder={({ field, direction }) => set({ sort: `${field} ${direction}` })}
                onOpen={(finding) => set({ finding })}
                onAllow={setAllowing}
                onSaved={reload}
              />
            </Columns>
          </>
        )}
        {opened && (
          <CasePanel
            of={opened}
            techniques={techniques}
            {...neighboursOf(shown, key)}
            onGo={(finding = '') => set({ finding })}
            onAllow={() => setAllowing([opened])}
            onSaved={reload}
          />
        )}
        {allowing && (
          <AllowForm
            cases={allowing}
            allCases={cases}
            onClose={() => setAllowing(undefined)}
            onSaved={() => reload('allowlist')}
          />
        )}
      </Page>
    </ChosenRange.Provider>
  );
}
