import Switch from '@splunk/react-ui/Switch';
import { useState } from 'react';
import { changeEntry, useEntries } from '../rest/entries';
import { SEARCH_PAGE } from '../search/search-page';
import { Remark, Section } from '../shell/section';
import { accelerationOf, accelerationSetting } from './acceleration';
import { OnOff } from './alerts-section';

const MODEL = 'SMTP_Watch';
const MODELS = 'datamodel/model';

/** Whether the data model of the app is accelerated, and the switch for it, which the workbench has no use for. */
export function AccelerationSection() {
  const { entries, error, reload } = useEntries(MODELS);
  const [refusal, setRefusal] = useState<string>();
  const entry = entries?.find(({ name }) => name === MODEL);
  const { isOn, earliest } = accelerationOf(entry);
  async function change(): Promise<void> {
    try {
      await changeEntry(`${MODELS}/${MODEL}`, accelerationSetting({ isOn: !isOn, earliest }));
      setRefusal(undefined);
      await reload();
    } catch (fault) {
      setRefusal(fault instanceof Error ? fault.message : String(fault));
    }
  }
  const failure = refusal ?? error;
  return (
    <Section
      title="Acceleration of the data model"
      help="Accelerated, reports over the data model SMTP_Watch read summaries instead of events: faster, for disk space and a search every few minutes. Old logs that were loaded at once lie outside the range unless it reaches that far."
      status={entries ? 'done' : error === undefined ? 'running' : 'failed'}
    >
      {failure !== undefined && <Remark role="alert">{failure}</Remark>}
      {entry &&
        (SEARCH_PAGE ? (
          <OnOff>
            <Switch
              appearance="toggle"
              inline
              selected={isOn}
              disabled={entry.acl?.can_write === false}
              aria-label="Acceleration of the data model"
              onClick={change}
            />
            {isOn ? `On, from ${earliest} on` : `Off; it would reach back to ${earliest}`}
          </OnOff>
        ) : (
          <Remark role="status">
            The workbench accelerates nothing: it answers as if every data model were accelerated.
          </Remark>
        ))}
    </Section>
  );
}
