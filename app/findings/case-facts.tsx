import { variables } from '@splunk/themes';
import styled from 'styled-components';
import { EntityLink } from '../investigate/entity-link';
import { entityKind } from '../investigate/guess-kind';
import { formatNumber } from '../panels/format-value';
import { formatTime } from '../time/format-time';
import { type FindingRecord, listOf } from './finding';
import { knownDetection } from './known-detections';
import { reasonWords } from './reason-words';
import { tacticTitle } from './tactics';
import type { Technique } from './use-cases';

const Facts = styled.dl`
  display: grid;
  grid-template-columns: repeat(3, minmax(0, 1fr));
  gap: 8px 16px;
  margin: 0 0 8px;
  dt {
    color: ${variables.contentColorDefault};
    font-size: ${variables.fontSizeSmall};
  }
  dd {
    margin: 0;
    color: ${variables.contentColorActive};
    font-variant-numeric: tabular-nums;
  }
`;

const Text = styled.div`
  max-width: 88ch;
  overflow-wrap: anywhere;
  h3 {
    margin: 14px 0 4px;
    color: ${variables.contentColorActive};
    font-size: ${variables.fontSize};
    font-weight: ${variables.fontWeightSemiBold};
  }
  p {
    margin: 0;
  }
  ul,
  ol {
    margin: 0;
    padding-left: 20px;
  }
  b {
    color: ${variables.contentColorActive};
    font-weight: ${variables.fontWeightSemiBold};
  }
`;

const time = (seconds: number | undefined): string =>
  seconds === undefined ? '–' : formatTime(String(seconds));

function factsOf({
  score,
  count,
  step,
  first_time,
  last_time,
  raised_time,
}: FindingRecord): [string, string][] {
  return [
    ['Score, 0 to 100', String(score ?? '–')],
    ['Counted', count === undefined ? '–' : formatNumber(String(count))],
    ['Step', String(step ?? '–')],
    ['First seen (UTC)', time(first_time)],
    ['Last seen (UTC)', time(last_time)],
    ['Alerted (UTC)', time(raised_time)],
  ];
}

interface CaseFactsProps {
  readonly finding: FindingRecord;
  readonly techniques: ReadonlyMap<string, Technique>;
}

function Reasons({ finding }: Pick<CaseFactsProps, 'finding'>) {
  return (
    <>
      <h3>Reasons</h3>
      <ul>
        {listOf(finding.reasons).map((reason) => {
          const { noticed, told } = reasonWords(reason);
          return (
            <li key={reason}>
              {noticed !== '' && <b>{noticed}: </b>}
              {told}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Related({ finding }: Pick<CaseFactsProps, 'finding'>) {
  const related = listOf(finding.related).filter((value) => value !== finding.entity);
  if (related.length === 0) return null;
  return (
    <>
      <h3>Related</h3>
      <ul>
        {related.map((value) => (
          <li key={value}>
            <EntityLink kind={entityKind(value)} value={value} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Techniques({ finding, techniques }: CaseFactsProps) {
  return (
    <>
      <h3>ATT&CK</h3>
      <ul>
        {listOf(finding.mitre).map((id) => {
          const known = techniques.get(id);
          return (
            <li key={id}>
              {id} {known?.name}
              {known && ` (${known.tactics.map(tacticTitle).join(', ')})`}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** What a finding says: figures, reasons, who else is in it, what it means and what to do. */
export function CaseFacts({ finding, techniques }: CaseFactsProps) {
  const known = knownDetection(finding.detection ?? '');
  return (
    <Text>
      <Facts>
        {factsOf(finding).map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </Facts>
      <Reasons finding={finding} />
      {known && (
        <>
          <h3>What to do</h3>
          <ol>
            {known.response.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <h3>Why it matters</h3>
          <p>{known.matters}</p>
          <h3>When it is wrong</h3>
          <p>{known.wrong}</p>
        </>
      )}
      <Related finding={finding} />
      <Techniques finding={finding} techniques={techniques} />
    </Text>
  );
}
