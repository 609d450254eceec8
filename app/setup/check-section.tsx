import Link from '@splunk/react-ui/Link';
import ScreenReaderContent from '@splunk/react-ui/ScreenReaderContent';
import { variables } from '@splunk/themes';
import styled from 'styled-components';
import { useEntries } from '../rest/entries';
import { Remark, Section } from '../shell/section';
import { alertsOf, isAssembling } from './alert-entries';
import { type Check, checksOf } from './checks';
import { type Place, SECTIONS } from './sections';
import { SetupDone } from './setup-done';
import { StandingSign } from './standing';
import type { Log } from './use-log';
import { useOwned } from './use-owned';

const List = styled.ul`
  margin: 0;
  padding: 0;
  list-style: none;
`;

const Item = styled.li`
  display: grid;
  grid-template-columns: 18px minmax(0, 1fr) auto;
  gap: 2px 12px;
  align-items: start;
  padding: 10px 4px;
  border-top: 1px solid ${variables.borderColorWeak};
  &:first-child {
    border-top: 0;
  }
  h3 {
    margin: 0;
    color: ${variables.contentColorActive};
    font-size: ${variables.fontSize};
    font-weight: ${variables.fontWeightSemiBold};
  }
  p {
    max-width: 100ch;
    margin: 0;
    overflow-wrap: anywhere;
  }
`;

const WORDS: Readonly<Record<Check['standing'], string>> = {
  good: 'Good: ',
  weak: 'To improve: ',
  missing: 'Missing: ',
};

interface CheckSectionProps {
  readonly log: Log;
  readonly onGo: (place: Place) => void;
}

/** What is missing in this installation, what could be better, and what is good. */
export function CheckSection({ log, onGo }: CheckSectionProps) {
  const { owned, error: listError } = useOwned();
  const { entries, error: alertError } = useEntries('saved/searches');
  const { entries: collections } = useEntries('storage/collections/config');
  const { sources, shown, commandsState } = log;
  const failures = [listError, alertError, ...[log.sourcesState, log.shownState].map(failureOf)].flatMap(
    (failure) => failure ?? [],
  );
  const isAsked = commandsState.status === 'done' || commandsState.status === 'failed';
  const isKnown = owned && entries && collections && sources && shown && isAsked;
  const status = isKnown ? 'done' : failures.length > 0 ? 'failed' : 'running';
  const alerts = alertsOf(entries ?? []);
  const checks = isKnown
    ? checksOf({
        sources,
        shown,
        owned,
        commands: commandsState,
        alerts: { all: alerts.length, on: alerts.filter(({ isOn }) => isOn).length },
        isAssembling: isAssembling(entries),
        mayWrite: collections.find(({ name }) => name === 'smtp_watch_own_domains')?.acl?.can_write,
        now: Date.now() / 1000,
      })
    : [];
  return (
    <Section
      title="What is missing"
      help="What keeps detections from working comes first, then what would make them better."
      status={status}
    >
      {failures.map((failure) => (
        <Remark key={failure} role="alert">
          {failure}
        </Remark>
      ))}
      {status === 'done' && <SetupDone />}
      {status === 'running' && <Remark role="status">Looking at logs, lists and alerts …</Remark>}
      <List>
        {checks.map((check) => (
          <CheckItem key={check.title} check={check} onGo={onGo} />
        ))}
      </List>
    </Section>
  );
}

function failureOf(state: Log['sourcesState']): string | undefined {
  return state.status === 'failed' ? state.message : undefined;
}

function CheckItem({ check, onGo }: { readonly check: Check; readonly onGo: CheckSectionProps['onGo'] }) {
  const { standing, title, told, leads } = check;
  return (
    <Item data-standing={standing}>
      <StandingSign kind={standing} />
      <div>
        <h3>
          <ScreenReaderContent>{WORDS[standing]}</ScreenReaderContent>
          {title}
        </h3>
        <p>{told}</p>
      </div>
      {leads && (
        <Link
          onClick={() => onGo({ section: leads.section, list: leads.list ?? '' })}
          aria-label={`${SECTIONS[leads.section]}: ${title}`}
        >
          {SECTIONS[leads.section]}
        </Link>
      )}
    </Item>
  );
}
