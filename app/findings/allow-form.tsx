import Button from '@splunk/react-ui/Button';
import ControlGroup from '@splunk/react-ui/ControlGroup';
import Modal from '@splunk/react-ui/Modal';
import Select from '@splunk/react-ui/Select';
import Text from '@splunk/react-ui/Text';
import { useState } from 'react';
import { useBorrowedFocus } from '../shell/use-borrowed-focus';
import { dayIn, readExpiry } from '../time/expiry';
import { coveredBy, coveredCases, SCOPES, type Scope, saveEntries, unnameable } from './allowlist';
import { EndField } from './end-field';
import type { Case } from './finding';
import { detectionTitle } from './known-detections';
import { ToldMessage } from './told-message';
import type { Told } from './use-triage';

// The focus goes back by itself when the form goes.
const BORROWED = (): void => undefined;

interface AllowFormProps {
  /** Those to make entries of. */
  readonly cases: readonly Case[];
  readonly allCases: readonly Case[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

const isScope = (value: unknown): value is Scope => Object.keys(SCOPES).some((scope) => scope === value);

function describe(cases: readonly Case[], allCases: readonly Case[], scope: Scope): string {
  const covered = coveredBy(cases, scope);
  const some = covered
    .slice(0, 3)
    .map(({ entity, detection }) => {
      const about = entity === '*' ? 'any entity' : entity;
      return `${about} for ${detection === '*' ? 'every detection' : detectionTitle(detection)}`;
    })
    .join('; ');
  const more = covered.length > 3 ? ` and ${covered.length - 3} more` : '';
  const hidden = coveredCases(allCases, covered).length;
  return `${covered.length} ${covered.length === 1 ? 'entry' : 'entries'}: ${some}${more}. ${hidden} of the findings read here no longer count as open, and alerts raise no new ones.`;
}

const problemOf = (cases: readonly Case[], scope: Scope): Told | undefined => {
  const names = unnameable(cases, scope);
  if (names.length > 0)
    return { type: 'error', text: `A * stands for anything, so no entry can name ${names.join(', ')}.` };
  if (scope !== 'detection') return undefined;
  return { type: 'warning', text: 'These detections find nothing at all any more until the entry ends.' };
};

/** Puts what findings are about on the allowlist, with a reason and an end. */
export function AllowForm({ cases, allCases, onClose, onSaved }: AllowFormProps) {
  const [scope, setScope] = useState<Scope>('pair');
  const [reason, setReason] = useState('');
  const [end, setEnd] = useState(dayIn(30));
  const [told, setTold] = useState<Told>();
  useBorrowedFocus();
  const [isSaving, setSaving] = useState(false);
  const expires = readExpiry(end);
  const problem = problemOf(cases, scope);
  const isComplete = reason.trim() !== '' && expires * 1000 > Date.now() && problem?.type !== 'error';
  const submit = async (): Promise<void> => {
    setSaving(true);
    try {
      await saveEntries(coveredBy(cases, scope), { reason: reason.trim(), expires });
      onSaved();
      onClose();
    } catch (error) {
      setTold({
        type: 'error',
        text: `Not saved. ${error instanceof Error ? error.message : String(error)}`,
      });
      setSaving(false);
    }
  };
  return (
    <Modal open onRequestClose={onClose} returnFocus={BORROWED} style={{ width: 560 }}>
      <Modal.Header title="Put on the allowlist" />
      <Modal.Body>
        <ToldMessage told={told ?? problem} />
        <ControlGroup label="What" labelPosition="top">
          <Select value={scope} onChange={(_, { value }) => isScope(value) && setScope(value)}>
            {Object.entries(SCOPES).map(([value, label]) => (
              <Select.Option key={value} label={label} value={value} />
            ))}
          </Select>
        </ControlGroup>
        <ControlGroup
          label="Reason"
          labelPosition="top"
          help="Why this is no misdeed, for those who read it later."
        >
          <Text value={reason} required onChange={(_, { value }) => setReason(value)} />
        </ControlGroup>
        <EndField end={end} onEnd={setEnd} />
        <p data-test="covers">{describe(cases, allCases, scope)}</p>
      </Modal.Body>
      <Modal.Footer>
        <Button appearance="secondary" label="Cancel" onClick={onClose} />
        <Button appearance="primary" label="Allowlist" disabled={!isComplete || isSaving} onClick={submit} />
      </Modal.Footer>
    </Modal>
  );
}
