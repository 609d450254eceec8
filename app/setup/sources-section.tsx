import Table from '@splunk/react-ui/Table';
import { formatNumber } from '../panels/format-value';
import { numberOf, type Row, textOf } from '../search/rows';
import { Remark, SearchedSection } from '../shell/section';
import { formatTime } from '../time/format-time';
import { LOG_EVIDENCE, type LogEvidence } from './evidence';
import { ageOf } from './freshness';
import type { Log, Source } from './use-log';

const KINDS = Object.keys(LOG_EVIDENCE) as LogEvidence[];

/** What the events of a sourcetype show, in words. */
function broughtBy(row: Row | undefined): string {
  if (row === undefined) return 'not read: older than a day, or copies of what a sensor saw';
  const kinds = KINDS.filter((kind) => numberOf(row, kind) > 0).map((kind) => LOG_EVIDENCE[kind].title);
  return kinds.join(' · ') || 'details that are joined to messages of other sourcetypes';
}

interface SourceRowProps {
  readonly source: Source;
  readonly row: Row | undefined;
  readonly isRead: boolean;
  readonly now: number;
}

function SourceRow({ source, row, isRead, now }: SourceRowProps) {
  const { name, events, first, last } = source;
  const encrypted = numberOf(row, 'encrypted');
  const hidden =
    encrypted > 0 ? `${formatNumber(String((100 * encrypted) / numberOf(row, 'sessions')))} %` : '–';
  return (
    <Table.Row>
      <Table.Cell style={{ whiteSpace: 'nowrap' }}>{name}</Table.Cell>
      <Table.Cell align="right">{events.toLocaleString('en-US')}</Table.Cell>
      <Table.Cell style={{ whiteSpace: 'nowrap' }}>{formatTime(String(first))}</Table.Cell>
      <Table.Cell style={{ whiteSpace: 'nowrap' }}>{formatTime(String(last))}</Table.Cell>
      <Table.Cell align="right" style={{ whiteSpace: 'nowrap' }}>
        {ageOf(last, now)}
      </Table.Cell>
      <Table.Cell align="right">{hidden}</Table.Cell>
      <Table.Cell>{isRead ? broughtBy(row) : '…'}</Table.Cell>
    </Table.Row>
  );
}

/** The sourcetypes that were found, how fresh each is, and what its events show. */
export function SourcesSection({ log }: { readonly log: Log }) {
  const { board, sourcesState, sources = [], shown, shownState } = log;
  const now = Date.now() / 1000;
  const rowOf = (name: string): Row | undefined => shown?.find((row) => textOf(row, 'sourcetype') === name);
  return (
    <SearchedSection
      title="Sources"
      help="Every sourcetype that the app reads and that there are events of. What they bring is read of all events up to a million, beyond that of the last day of the log."
      state={sourcesState}
      onCancel={() => board.cancel('sources')}
    >
      {shownState.status === 'failed' && <Remark role="alert">{shownState.message}</Remark>}
      {sources.length === 0 ? (
        <Remark role="status" data-test="empty">
          There is no mail log yet. Point an input at one, or upload one with Settings → Add Data; the README
          names the sourcetypes.
        </Remark>
      ) : (
        <Table aria-label="Sources" horizontalOverflow="scroll">
          <Table.Head>
            <Table.HeadCell>Sourcetype</Table.HeadCell>
            <Table.HeadCell align="right">Events</Table.HeadCell>
            <Table.HeadCell>First (UTC)</Table.HeadCell>
            <Table.HeadCell>Last (UTC)</Table.HeadCell>
            <Table.HeadCell align="right">Age</Table.HeadCell>
            <Table.HeadCell align="right">Hidden by TLS</Table.HeadCell>
            <Table.HeadCell>Shows</Table.HeadCell>
          </Table.Head>
          <Table.Body>
            {sources.map((source) => (
              <SourceRow
                key={source.name}
                source={source}
                row={rowOf(source.name)}
                isRead={shown !== undefined}
                now={now}
              />
            ))}
          </Table.Body>
        </Table>
      )}
    </SearchedSection>
  );
}
