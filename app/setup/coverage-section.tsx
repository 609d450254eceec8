import Table from '@splunk/react-ui/Table';
import styled from 'styled-components';
import { WideTable } from '../panels/wide-table';
import { useEntries } from '../rest/entries';
import { Remark, Section } from '../shell/section';
import { type AlertEntry, alertsOf } from './alert-entries';
import { hiddenShare } from './checks';
import { type Covered, coverageOf, evidenceIn } from './coverage';
import { StandingSign } from './standing';
import type { Log } from './use-log';
import { useOwned } from './use-owned';

const SIGHTS: Readonly<Record<Covered['sight'], string>> = {
  missing: 'Missing',
  weak: 'In part',
  good: 'There',
  off: 'Alert is off',
};
const ORDER = Object.keys(SIGHTS);

const Sight = styled.span`
  display: inline-flex;
  gap: 8px;
  align-items: center;
  white-space: nowrap;
`;

interface CoveredAlert extends Covered {
  readonly alert: AlertEntry;
}

function CoverageRow({ alert, sight, has, lacks }: CoveredAlert) {
  return (
    <Table.Row data-sight={sight}>
      <Table.Cell title={alert.description}>{alert.title}</Table.Cell>
      <Table.Cell>
        <Sight>
          <StandingSign kind={sight} />
          {SIGHTS[sight]}
        </Sight>
      </Table.Cell>
      <Table.Cell>{has.join(' · ') || '–'}</Table.Cell>
      <Table.Cell>
        {lacks.length === 0
          ? '–'
          : lacks.map(({ title, remedy }) => (
              <div key={title}>
                <strong>{title}</strong>: {remedy}
              </div>
            ))}
      </Table.Cell>
    </Table.Row>
  );
}

function hiddenTold(share: number): string {
  if (Number.isNaN(share)) return 'There is no sensor on the wire: what is seen is what mail servers log.';
  const percent = share > 0 && share < 0.1 ? '<0.1' : share.toFixed(share < 10 ? 1 : 0);
  return `${percent} % of the sessions that sensors saw are hidden by STARTTLS: of their mail they show no sender, recipient, header or attachment. Port 465, and who logged in, no sensor sees at all.`;
}

const TITLES = ['Detection', 'Evidence', 'Judges by', 'Not in this data, and what would bring it'];

function CoverageTable({ covered }: { readonly covered: readonly CoveredAlert[] }) {
  const sorted = covered.toSorted((left, right) => ORDER.indexOf(left.sight) - ORDER.indexOf(right.sight));
  return (
    <WideTable aria-label="Coverage">
      <Table.Head>
        {TITLES.map((title) => (
          <Table.HeadCell key={title}>{title}</Table.HeadCell>
        ))}
      </Table.Head>
      <Table.Body>
        {sorted.map((row) => (
          <CoverageRow key={row.alert.name} {...row} />
        ))}
      </Table.Body>
    </WideTable>
  );
}

/** Gives the alerts with what they see, as soon as logs, lists and alerts are known, and what could not be read. */
function useCoverage({ shown, shownState, sourcesState }: Log) {
  const { owned, error: listError } = useOwned();
  const { entries, error: alertError } = useEntries('saved/searches');
  const searched = [sourcesState, shownState].flatMap((state) =>
    state.status === 'failed' ? [state.message] : [],
  );
  const failures = [...searched, ...[listError, alertError].flatMap((error) => error ?? [])];
  if (!owned || !entries || !shown) return { failures };
  const there = evidenceIn(shown, owned);
  const covered = alertsOf(entries).flatMap((alert): CoveredAlert[] => {
    const known = coverageOf(alert.detection, alert.isOn, there);
    return known ? [{ alert, ...known }] : [];
  });
  const blind = covered.filter(({ sight }) => sight === 'missing').length;
  const told = `${covered.length - blind} of ${covered.length} detections have what they need. ${hiddenTold(hiddenShare(shown))}`;
  return { failures, covered, told };
}

/** What each detection judges by, and what of it this data has not got. */
export function CoverageSection({ log }: { readonly log: Log }) {
  const { failures, covered, told } = useCoverage(log);
  return (
    <Section
      title="Coverage"
      help="What each detection judges by, and what of it this data does not show. Absent evidence never makes a verdict worse; it hides what happened."
      status={covered ? 'done' : failures.length > 0 ? 'failed' : 'running'}
    >
      {failures.map((failure) => (
        <Remark key={failure} role="alert">
          {failure}
        </Remark>
      ))}
      {covered && (
        <>
          <Remark>{told}</Remark>
          <CoverageTable covered={covered} />
        </>
      )}
      {!covered && failures.length === 0 && (
        <Remark role="status">Looking at logs, lists and alerts …</Remark>
      )}
    </Section>
  );
}
