import Switch from '@splunk/react-ui/Switch';
import Table from '@splunk/react-ui/Table';
import { useState } from 'react';
import styled from 'styled-components';
import { changeEntry, useEntries } from '../rest/entries';
import { Remark, Section } from '../shell/section';
import { formatTime } from '../time/format-time';
import { type AlertEntry, alertsOf } from './alert-entries';

/** A switch with its word. */
export const OnOff = styled.div`
  display: flex;
  gap: 8px;
  align-items: center;
`;

interface AlertRowProps {
  readonly alert: AlertEntry;
  readonly onSwitch: (alert: AlertEntry) => void;
}

function AlertRow({ alert, onSwitch }: AlertRowProps) {
  const { title, description, finds, schedule, next, isOn, mayChange } = alert;
  return (
    <Table.Row>
      <Table.Cell style={{ whiteSpace: 'nowrap' }}>{title}</Table.Cell>
      <Table.Cell title={description}>{finds}</Table.Cell>
      <Table.Cell style={{ whiteSpace: 'nowrap' }}>
        <code>{schedule}</code>
      </Table.Cell>
      <Table.Cell style={{ whiteSpace: 'nowrap' }}>{isOn && next !== '' ? formatTime(next) : '–'}</Table.Cell>
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
      help="All are on as the app comes. Those that judge by own domains find nothing until these are named. Change schedule and actions under Settings → Searches, reports, and alerts."
      status={entries ? 'done' : error === undefined ? 'running' : 'failed'}
    >
      {failure !== undefined && <Remark role="alert">{failure}</Remark>}
      <Remark role="status">{told}</Remark>
      {entries && (
        <Table aria-label="Scheduled alerts" horizontalOverflow="scroll">
          <Table.Head>
            <Table.HeadCell>Alert</Table.HeadCell>
            <Table.HeadCell>Finds</Table.HeadCell>
            <Table.HeadCell>Schedule (cron)</Table.HeadCell>
            <Table.HeadCell>Next run (UTC)</Table.HeadCell>
            <Table.HeadCell>Runs</Table.HeadCell>
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
