import Button from '@splunk/react-ui/Button';
import Modal from '@splunk/react-ui/Modal';
import { useState } from 'react';
import { useBorrowedFocus } from '../shell/use-borrowed-focus';
import type { Case } from './finding';
import { ToldMessage } from './told-message';
import type { TriageChange } from './triage';
import { TriageFields } from './triage-fields';
import { useTriage } from './use-triage';

// The focus goes back by itself when the form goes.
const BORROWED = (): void => undefined;

interface BulkFormProps {
  readonly cases: readonly Case[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Owner, status and note of all that is selected, written at once; fields that are left alone stay as they are. */
export function BulkForm({ cases, onClose, onSaved }: BulkFormProps) {
  const [change, setChange] = useState<TriageChange>({});
  useBorrowedFocus();
  const { isSaving, told, save } = useTriage(onSaved);
  const isNothing = Object.keys(change).length === 0;
  const submit = async (): Promise<void> => {
    if (await save(cases, change)) onClose();
  };
  return (
    <Modal open onRequestClose={onClose} returnFocus={BORROWED} style={{ width: 480 }}>
      <Modal.Header title={`Edit ${cases.length} ${cases.length === 1 ? 'finding' : 'findings'}`} />
      <Modal.Body>
        <ToldMessage told={told} />
        <TriageFields mayKeep values={change} onChange={setChange} />
      </Modal.Body>
      <Modal.Footer>
        <Button appearance="secondary" label="Cancel" onClick={onClose} />
        <Button appearance="primary" label="Save" disabled={isNothing || isSaving} onClick={submit} />
      </Modal.Footer>
    </Modal>
  );
}
