import TabBar from '@splunk/react-ui/TabBar';
import { useCallback, useMemo, useState } from 'react';
import styled from 'styled-components';
import type { SearchState } from '../search/search-board';
import { Notice, Page } from '../shell/layout';
import PageControls from '../shell/page-controls';
import { PageHeader } from '../shell/page-header';
import { ChosenRange } from '../shell/time-range-context';
import { AllowForm } from './allow-form';
import { AllowlistBox } from './allowlist-box';
import CasePanel from './case-panel';
import { sortCases } from './case-row';
import { extentOf, summaryOf } from './cases-summary';
import { filterCases } from './filter-cases';
import type { Case } from './finding';
import { FindingsTab } from './findings-tab';
import { type Cases, useCases } from './use-cases';
import { type FindingsState, useFindingsState } from './use-findings-state';

const NO_CASES: readonly Case[] = [];

const Below = styled.div`
  margin-top: 12px;
`;

/** Gives what stands before and behind a finding in the list. */
function neighboursOf(shown: readonly Case[], key: string | undefined) {
  const place = shown.findIndex((each) => each.key === key);
  return place === -1 ? {} : { before: shown[place - 1]?.key, behind: shown[place + 1]?.key };
}

function statusOf({ cases, error }: Cases): SearchState['status'] {
  if (cases !== undefined) return 'done';
  return error === undefined ? 'running' : 'failed';
}

function Tabs({ chosen, onChoose }: { readonly chosen: string; readonly onChoose: (list: string) => void }) {
  return (
    <TabBar
      activeTabId={chosen}
      onChange={(_, { selectedTabId }) => onChoose(selectedTabId === 'allowlist' ? 'allowlist' : '')}
    >
      <TabBar.Tab label="Findings" tabId="findings" />
      <TabBar.Tab label="Allowlist" tabId="allowlist" />
    </TabBar>
  );
}

/** What went wrong with reading, or with the finding that the address names. */
function Faults({ read, named }: { readonly read: Cases; readonly named: string | undefined }) {
  const isLost = named !== undefined && read.cases && !read.cases.some(({ key }) => key === named);
  return (
    <>
      {read.error !== undefined && <Notice role="alert">{read.error}</Notice>}
      {isLost && (
        <Notice role="alert">
          There is no finding with the key {named} in this time range. Choose All data, or look for what it
          was about.
        </Notice>
      )}
    </>
  );
}

/** Gives the findings that the choices in the address hold for, sorted, and the tactics that they are chosen by. */
function useShown({ cases = NO_CASES, techniques }: Cases, { inputs, order }: FindingsState) {
  const tacticsOf = useCallback((id: string) => techniques.get(id)?.tactics ?? [], [techniques]);
  const shown = useMemo(
    () => sortCases(filterCases(cases, inputs, tacticsOf), order),
    [cases, inputs, tacticsOf, order],
  );
  return { shown, tacticsOf };
}

interface OpenedCaseProps {
  readonly read: Cases;
  readonly state: FindingsState;
  readonly shown: readonly Case[];
  readonly onAllow: (cases: readonly Case[]) => void;
}

/** The finding that the address names, between those before and behind it; nothing where it names none that there is. */
function OpenedCase({ read, state: { inputs, set }, shown, onAllow }: OpenedCaseProps) {
  const key = inputs['finding'];
  const opened = read.cases?.find((each) => each.key === key);
  if (opened === undefined) return null;
  return (
    <CasePanel
      of={opened}
      techniques={read.techniques}
      {...neighboursOf(shown, key)}
      onGo={(finding = '') => set({ finding })}
      onAllow={() => onAllow([opened])}
      onSaved={read.reload}
    />
  );
}

/** Everything that the detections found: to choose from, to look into, and to settle. */
export default function FindingsPage() {
  const state = useFindingsState();
  const { inputs, range, set, setRange } = state;
  const read = useCases(range);
  const { cases = NO_CASES } = read;
  const [allowing, setAllowing] = useState<readonly Case[]>();
  const { shown, tacticsOf } = useShown(read, state);
  const isList = inputs['list'] === 'allowlist';
  const readAllowlist = (): Promise<void> => read.reload('allowlist');
  return (
    <ChosenRange.Provider value={range}>
      <Page>
        <PageHeader title="Alerts" description={summaryOf(read.cases)}>
          <PageControls range={range} extent={extentOf(cases)} onRange={setRange} onRefresh={readAllowlist} />
        </PageHeader>
        <Faults read={read} named={inputs['finding']} />
        <Tabs chosen={isList ? 'allowlist' : 'findings'} onChoose={(list) => set({ list })} />
        {isList ? (
          <Below>
            <AllowlistBox onChanged={readAllowlist} />
          </Below>
        ) : (
          <FindingsTab
            read={read}
            status={statusOf(read)}
            state={state}
            tacticsOf={tacticsOf}
            shown={shown}
            onAllow={setAllowing}
          />
        )}
        <OpenedCase read={read} state={state} shown={shown} onAllow={setAllowing} />
        {allowing && (
          <AllowForm
            cases={allowing}
            allCases={cases}
            onClose={() => setAllowing(undefined)}
            onSaved={readAllowlist}
          />
        )}
      </Page>
    </ChosenRange.Provider>
  );
}
