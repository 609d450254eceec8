import Button from '@splunk/react-ui/Button';
import ControlGroup from '@splunk/react-ui/ControlGroup';
import Select from '@splunk/react-ui/Select';
import Text from '@splunk/react-ui/Text';
import TextArea from '@splunk/react-ui/TextArea';
import { USER } from '../shell/user';
import { STATUSES } from './finding';
import type { TriageChange } from './triage';

const KEEP = 'keep';

interface TriageFieldsProps {
  readonly values: TriageChange;
  /** Each field may be left as it is. */
  readonly mayKeep?: boolean;
  readonly onChange: (change: TriageChange) => void;
}

interface OwnerFieldProps {
  readonly owner: string;
  readonly mayKeep: boolean;
  readonly onOwner: (owner: string) => void;
}

function OwnerField({ owner, mayKeep, onOwner }: OwnerFieldProps) {
  return (
    <ControlGroup label="Owner" labelPosition="top">
      <Text
        value={owner}
        placeholder={mayKeep ? 'as it is' : 'nobody'}
        onChange={(_, { value }) => onOwner(value)}
        endAdornment={
          <Button
            appearance="subtle"
            label="Me"
            aria-label={`Me: make ${USER} the owner`}
            onClick={() => onOwner(USER)}
          />
        }
      />
    </ControlGroup>
  );
}

/** Owner, status and note of findings, to be written. */
export function TriageFields({ values, mayKeep = false, onChange }: TriageFieldsProps) {
  // Where a field may be left as it is, an empty one is.
  const setText = (field: 'owner' | 'note', value: string): void => {
    const { [field]: _last, ...others } = values;
    onChange(mayKeep && value === '' ? others : { ...others, [field]: value });
  };
  return (
    <>
      <ControlGroup label="Status" labelPosition="top">
        <Select
          value={values.status ?? KEEP}
          onChange={(_, { value }) => {
            const status = STATUSES.find((each) => each === value);
            const { status: _last, ...others } = values;
            onChange({ ...others, ...(status && { status }) });
          }}
        >
          {mayKeep && <Select.Option label="As it is" value={KEEP} />}
          {STATUSES.map((status) => (
            <Select.Option key={status} label={status} value={status} />
          ))}
        </Select>
      </ControlGroup>
      <OwnerField owner={values.owner ?? ''} mayKeep={mayKeep} onOwner={(owner) => setText('owner', owner)} />
      <ControlGroup label={mayKeep ? 'Note, as it is when empty' : 'Note'} labelPosition="top">
        <TextArea
          value={values.note ?? ''}
          rowsMin={3}
          rowsMax={12}
          onChange={(_, { value }) => setText('note', value)}
        />
      </ControlGroup>
    </>
  );
}
