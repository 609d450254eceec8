import { variables } from '@splunk/themes';
import styled from 'styled-components';
import { formatTime } from '../time/format-time';
import type { TriageRecord } from './finding';
import { historyOf, type PastChange } from './triage';

const List = styled.ol`
  margin: 0;
  padding: 0;
  font-size: ${variables.fontSizeSmall};
  list-style: none;
  overflow-wrap: anywhere;
  li {
    margin-bottom: 6px;
  }
`;

const Title = styled.h3`
  margin: 14px 0 4px;
  color: ${variables.contentColorActive};
  font-size: ${variables.fontSize};
  font-weight: ${variables.fontWeightSemiBold};
`;

function words({ owner, status, note }: PastChange): string {
  const said = [
    status === undefined ? '' : `status ${status}`,
    owner === undefined ? '' : `owner ${owner || 'nobody'}`,
    note === undefined ? '' : note === '' ? 'note taken away' : `note "${note}"`,
  ];
  return said.filter(Boolean).join(', ');
}

/** What was said of a finding before, the newest first; nothing when nothing was. */
export function CaseHistory({ triage }: { readonly triage: TriageRecord | undefined }) {
  const changes = historyOf(triage);
  if (changes.length === 0) return null;
  return (
    <>
      <Title>History (UTC)</Title>
      <List data-test="history">
        {changes.map((change) => (
          <li key={JSON.stringify(change)}>
            {formatTime(String(change.time))} {String(change.by)}: {words(change)}
          </li>
        ))}
      </List>
    </>
  );
}
