import styled from 'styled-components';
import type { SearchState } from '../search/search-board';
import { CasesBox } from './cases-box';
import { SideFacets, TopFacets } from './facets';
import type { TacticsOf } from './filter-cases';
import type { Case } from './finding';
import type { Cases } from './use-cases';
import type { FindingsState } from './use-findings-state';

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

interface FindingsTabProps {
  readonly read: Cases;
  readonly status: SearchState['status'];
  readonly state: FindingsState;
  readonly tacticsOf: TacticsOf;
  /** Those that the choices hold for, sorted. */
  readonly shown: readonly Case[];
  readonly onAllow: (cases: readonly Case[]) => void;
}

/** The findings with what to choose them by. */
export function FindingsTab({ read, status, state, tacticsOf, shown, onAllow }: FindingsTabProps) {
  const { cases, techniques, reload } = read;
  const { inputs, order, set } = state;
  const facets = { cases, state: status, inputs, techniques, tacticsOf, onChange: set };
  return (
    <>
      <TopFacets {...facets} />
      <Columns>
        <SideFacets {...facets} />
        <CasesBox
          state={status}
          total={cases?.length ?? 0}
          cases={shown}
          techniques={techniques}
          order={order}
          text={inputs['text'] ?? ''}
          onText={(text) => set({ text })}
          onOrder={({ field, direction }) => set({ sort: `${field} ${direction}` })}
          onOpen={(finding) => set({ finding })}
          onAllow={onAllow}
          onSaved={reload}
        />
      </Columns>
    </>
  );
}
