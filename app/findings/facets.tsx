import styled from 'styled-components';
import type { InputValues } from '../model/input';
import { VerdictDot } from '../panels/verdict';
import type { SearchState } from '../search/search-board';
import { Section } from '../shell/section';
import { FacetList, type FacetOption } from './facet-list';
import { chosenOf, countsOf, type Facet, type TacticsOf, written } from './filter-cases';
import { type Case, SEVERITIES, STATUSES } from './finding';
import { detectionTitle } from './known-detections';
import { inOrder, tacticTitle } from './tactics';
import type { Technique } from './use-cases';

const Column = styled.div`
  display: flex;
  flex-direction: column;
  gap: 12px;
  @media (max-width: 1100px) {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
`;

const Top = styled.div`
  display: grid;
  grid-template-columns: 5fr 8fr;
  gap: 12px;
  margin: 12px 0;
  @media (max-width: 1200px) {
    grid-template-columns: 1fr;
  }
`;

interface FacetsProps {
  /** Absent while they are read. */
  readonly cases: readonly Case[] | undefined;
  readonly state: SearchState['status'];
  readonly inputs: InputValues;
  readonly techniques: ReadonlyMap<string, Technique>;
  readonly tacticsOf: TacticsOf;
  readonly onChange: (inputs: InputValues) => void;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const SEVERITY_OPTIONS: readonly FacetOption[] = SEVERITIES.map((value) => ({
  value,
  title: `Findings of severity ${value}`,
  label: (
    <>
      <VerdictDot $verdict={value} />
      {value === 'informational' ? 'Info' : capital(value)}
    </>
  ),
}));

const STATUS_TITLES: Readonly<Record<string, string>> = {
  open: 'New, in progress or pending, and not allowlisted',
  allowlisted: 'Of entities that an entry of the allowlist covers now',
  all: 'Findings of every status',
};

const STATUS_OPTIONS: readonly FacetOption[] = ['open', ...STATUSES, 'allowlisted', 'all'].map((value) => ({
  value,
  title: STATUS_TITLES[value] ?? `Findings that are ${value}`,
  label: capital(value),
}));

function optionsOf(counts: ReadonlyMap<string, number>, chosen: readonly string[]): string[] {
  const values = new Set([...counts.keys(), ...chosen]);
  return [...values].toSorted((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0));
}

function techniqueOption(value: string, known: Technique | undefined): FacetOption {
  const title =
    known === undefined ? value : `${value} ${known.name} (${known.tactics.map(tacticTitle).join(', ')})`;
  return { value, title, label: known === undefined ? value : `${known.name} · ${value}` };
}

/** How many findings there are of each severity and status, to choose by. */
export function TopFacets({ cases = [], state, inputs, tacticsOf, onChange }: FacetsProps) {
  const facet = (name: Facet) => ({
    counts: countsOf(cases, inputs, tacticsOf, name),
    chosen: chosenOf(inputs, name),
    onChoose: (values: readonly string[]) => onChange({ [name]: written(values) }),
  });
  return (
    <Top>
      <Section title="Severity" status={state}>
        <FacetList isRow options={SEVERITY_OPTIONS} {...facet('severity')} />
      </Section>
      <Section title="Status" status={state}>
        <FacetList isRow isSingle options={STATUS_OPTIONS} {...facet('status')} />
      </Section>
    </Top>
  );
}

/** What the findings are made of: tactics, techniques, detections, owners, to choose by. */
export function SideFacets({ cases = [], state, inputs, techniques, tacticsOf, onChange }: FacetsProps) {
  const facet = (
    name: Facet,
    toOption: (value: string) => FacetOption,
    sort = (values: string[]) => values as readonly string[],
  ) => {
    const counts = countsOf(cases, inputs, tacticsOf, name);
    const chosen = chosenOf(inputs, name);
    const options = sort(optionsOf(counts, chosen)).map(toOption);
    return {
      counts,
      chosen,
      options,
      onChoose: (values: readonly string[]) => onChange({ [name]: written(values) }),
    };
  };
  const plain =
    (title: (value: string) => string) =>
    (value: string): FacetOption => ({
      value,
      label: title(value),
      title: title(value),
    });
  return (
    <Column>
      <Section title="ATT&CK tactics" status={state}>
        <FacetList {...facet('tactic', plain(tacticTitle), inOrder)} />
      </Section>
      <Section title="ATT&CK techniques" status={state}>
        <FacetList {...facet('technique', (value) => techniqueOption(value, techniques.get(value)))} />
      </Section>
      <Section title="Detections" status={state}>
        <FacetList {...facet('detection', plain(detectionTitle))} />
      </Section>
      <Section title="Owners" status={state}>
        <FacetList {...facet('owner', plain(String))} />
      </Section>
    </Column>
  );
}
