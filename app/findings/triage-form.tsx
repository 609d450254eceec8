import Button from '@splunk/react-ui/Button';
import { useState } from 'react';
import type { Case } from './finding';
import { ToldMessage } from './told-message';
import { differenceOf, type TriageChange } from './triage';
import { TriageFields } from './triage-fields';
import { useTriage } from './use-triage';

interface TriageFormProps {
  readonly of: Case;
  readonly onSaved: () => void;
}

/** Owner, status and note of one finding. What was typed stays when somebody else changed it meanwhile. */
export function TriageForm({ of: each, onSaved }: TriageFormProps) {
  const [draft, setDraft] = useState<TriageChange>({});
  const { isSaving, told, save } = useTriage(onSaved);
  const { status, owner, triage } = each;
  const said = { status, owner, note: triage?.note ?? '' };
  const submit = async (): Promise<void> => {
    if (await save([each], draft)) setDraft({});
  };
  return (
    <div>
      <TriageFields
        values={{ ...said, ...draft }}
        onChange={(values) => setDraft(differenceOf(said, values))}
      />
      <Button
        appearance="primary"
        label="Save"
        disabled={isSaving || Object.keys(draft).length === 0}
        onClick={submit}
      />
      <ToldMessage told={told} />
    </div>
  );
}
