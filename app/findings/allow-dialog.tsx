import Button from '@splunk/react-ui/Button';
import ControlGroup from '@splunk/react-ui/ControlGroup';
import Modal from '@splunk/react-ui/Modal';
import Text from '@splunk/react-ui/Text';
import { type ReactNode, useState } from 'react';
import { useBorrowedFocus } from '../shell/use-borrowed-focus';
import { dayIn, readExpiry } from '../time/expiry';
import { type Covered, saveEntries } from './allowlist';
import { EndField } from './end-field';
import { ToldMessage } from './told-message';
import type { Told } from './use-triage';

// The focus goes back by itself when the form goes.
const BORROWED = (): void => undefined;
const USUAL_DAYS = 30;

interface AllowDialogProps {
  readonly title: string;
  /** What entries are to be made of; undefined as long as that cannot be said. */
  readonly covered: readonly Covered[] | undefined;
  /** What is to be known of that choice. */
  readonly problem: Told | undefined;
  /** The choice of what is covered. */
  readonly children: ReactNode;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Puts something on the allowlist, with a reason and an end. */
export function AllowDialog({ title, covered, problem, children, onClose, onSaved }: AllowDialogProps) {
  const [reason, setReason] = useState('');
  const [end, setEnd] = useState(dayIn(USUAL_DAYS));
  const [told, setTold] = useState<Told>();
  const [isSaving, setSaving] = useState(false);
  useBorrowedFocus();
  const expires = readExpiry(end);
  const isComplete = covered !== undefined && reason.trim() !== '' && expires * 1000 > Date.now();
  const save = async (): Promise<void> => {
    setSaving(true);
    try {
      await saveEntries(covered ?? [], { reason: reason.trim(), expires });
      onSaved();
      onClose();
    } catch (error) {
      const text = `Not saved. ${error instanceof Error ? error.message : String(error)}`;
      setTold({ type: 'error', text });
      setSaving(false);
    }
  };
  return (
    <Modal open onRequestClose={onClose} returnFocus={BORROWED} style={{ width: 560 }}>
      <Modal.Header title={title} />
      <Modal.Body>
        <ToldMessage told={told ?? problem} />
        {children}
        <ControlGroup
          label="Reason"
          labelPosition="top"
          help="Why this is no misdeed, for those who read it later."
        >
          <Text value={reason} required onChange={(_, { value }) => setReason(value)} />
        </ControlGroup>
        <EndField end={end} onEnd={setEnd} />
      </Modal.Body>
      <Modal.Footer>
        <Button appearance="secondary" label="Cancel" onClick={onClose} />
        <Button appearance="primary" label="Allowlist" disabled={!isComplete || isSaving} onClick={save} />
      </Modal.Footer>
    </Modal>
  );
}
