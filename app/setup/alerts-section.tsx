import Switch from '@splunk/react-ui/Switch';
import Table from '@splunk/react-ui/Table';
import { variables } from '@splunk/themes';
import { useState } from 'react';
import styled from 'styled-components';
import { changeEntry, useEntries } from '../rest/entries';
import { Remark, Section } from '../shell/section';
import { formatTime } from '../time/format-time';
import { type AlertEntry, alertsOf } from './alert-entries';
import { type LastRun, lastRunOf, lastRunPath } from './last-run';

const TITLES = ['Alert', 'Schedule (cron)', 'Next run (UTC)', 'Last run (UTC)', 'Runs'];

/** A switch with its word. */
export const OnOff = styled.div`
  display: flex;
  gap: 8px;
  align-items: center;
`;

const Name = styled.div`
  color: ${variables.contentColorActive};
  font-weight: ${variables.fontWeightSemiBold};
`;

const Time = styled.div`
  white-space: nowrap;
  font-variant-numeric: tabular-nums;
`;

const Told = styled.div<{ readonly $state: LastRun['state'] }>`
  display: -webkit-box;
  min-width: 18ch;
  max-width: 34ch;
  overflow: hidden;
  color: ${({ $state }) => ($state === 'failed' ? variables.contentColorNegative : variables.contentColorDefault)};
  overflow-wrap: anywhere;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 3;
`;

interface AlertRowProps {
  readonly alert: AlertEntry;
  readonly onSwitch: (alert: AlertEntry) => void;
}

/** When an alert ran last, how that ended and what it found. */
function LastRunCell({ name }: { readonly name: string }) {
  const { entries, error } = useEntries(lastRunPath(name));
  const run = entries && lastRunOf(entries);
  if (error !== undefined) return <Told $state="failed">{error}</Told>;
  if (entries === undefined) return <Told $state="running">…</Told>;
  if (run === undefined) return <Told $state="done">None that the server still keeps</Told>;
  return (
    <div>
      <Time>{formatTime(run.time)}</Time>
      <Told $state={run.state} title={run.told}>
        {run.told}
      </Told>
    </div>
  );
}

function AlertRow({ alert, onSwitch }: AlertRowProps) {
  const { name, title, description, finds, schedule, next, isOn, mayChange } = alert;
  return (
    <Table.Row>
      <Table.Cell title={description}>
        <div>
          <Name>{title}</Name>
          {finds}
        </div>
      </Table.Cell>
      <Table.Cell>
        <Time as="code">{schedule}</Time>
      </Table.Cell>
      <Table.Cell>
        <Time>{isOn && next !== '' ? formatTime(next) : '–'}</Time>
      </Table.Cell>
      <Table.Cell>
        <LastRunCell name={name} />
      </Table.Cell>
      <Table.Cell>
        <OnOff>
          <Switch
            appearance="toggle"
            inline
            selected={isOn}
            disabled={!mayChange}
            aria-label={title}
            onClick={() => onSwitch(alert)}
          />
          {isOn ? 'On' : 'Off'}
        </OnOff>
      </Table.Cell>
    </Table.Row>
  );
}

/** The alerts of the app, each of which can be turned on and off. */
export function AlertsSection() {
  const { entries, error, reload } = useEntries('saved/searches');
  const [refusal, setRefusal] = useState<string>();
  const [told, setTold] = useState('');
  const alerts = alertsOf(entries ?? []);
  async function switchAlert({ name, title, isOn }: AlertEntry): Promise<void> {
    try {
      const verb = isOn ? 'disable' : 'enable';
      await changeEntry(`saved/searches/${encodeURIComponent(name)}/${verb}`, {});
      await reload();
      setRefusal(undefined);
      setTold(`${title} is ${isOn ? 'off' : 'on'}.`);
    } catch (fault) {
      setTold('');
      setRefusal(fault instanceof Error ? fault.message : String(fault));
    }
  }
  const failure = refusal ?? error;
  return (
    <Section
      title="Scheduled alerts"
      help="All are on as the app comes. Those that judge by own domains find nothing until these are named. Splunk keeps a run for twice the time between two runs. Change schedule and actions under Settings → Searches, reports, and alerts."
      status={entries ? 'done' : error === undefined ? 'running' : 'failed'}
    >
      {failure !== undefined && <Remark role="alert">{failure}</Remark>}
      <Remark role="status">{told}</Remark>
      {entries && (
        <Table aria-label="Scheduled alerts" horizontalOverflow="scroll">
          <Table.Head>
            {TITLES.map((title) => (
              <Table.HeadCell key={title}>{title}</Table.HeadCell>
            ))}
          </Table.Head>
          <Table.Body>
            {alerts.map((alert) => (
              <AlertRow key={alert.name} alert={alert} onSwitch={switchAlert} />
            ))}
          </Table.Body>
        </Table>
      )}
    </Section>
  );
}
