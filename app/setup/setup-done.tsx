import Button from '@splunk/react-ui/Button';
import { useState } from 'react';
import { changeEntry, useEntries } from '../rest/entries';
import { APP_ID } from '../shell/app-id';
import { Remark } from '../shell/section';

const APP = `apps/local/${APP_ID}`;

/** Ends the time in which Splunk Web leads everybody who opens the app to this page (setup_view in app.conf); nothing once it has ended. */
export function SetupDone() {
  const { entries, reload } = useEntries(APP);
  const [refusal, setRefusal] = useState<string>();
  const [app] = entries ?? [];
  if (app === undefined || app.content['configured'] === true) return null;
  async function end(): Promise<void> {
    try {
      await changeEntry(APP, { configured: '1' });
      await reload();
    } catch (fault) {
      setRefusal(fault instanceof Error ? fault.message : String(fault));
    }
  }
  return (
    <>
      <Remark>
        Until setup is done, Splunk leads everybody who opens the app to this page first.{' '}
        <Button
          inline
          appearance="secondary"
          label="Setup is done"
          disabled={app.acl?.can_write === false}
          onClick={end}
        />
      </Remark>
      {refusal !== undefined && <Remark role="alert">{refusal}</Remark>}
    </>
  );
}
