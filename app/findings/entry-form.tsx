import ControlGroup from '@splunk/react-ui/ControlGroup';
import Select from '@splunk/react-ui/Select';
import Text from '@splunk/react-ui/Text';
import { useState } from 'react';
import { AllowDialog } from './allow-dialog';
import { detectionTitles } from './known-detections';
import { ENTRY_KINDS, type EntryKind, EVERY, entryKind, readEntry } from './new-entry';

interface EntryFormProps {
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

const isKind = (value: unknown): value is EntryKind =>
  Object.keys(ENTRY_KINDS).some((kind) => kind === value);

/** Puts something on the allowlist that is written by hand: what it is, and which detection leaves it alone. */
export function EntryForm({ onClose, onSaved }: EntryFormProps) {
  const [entity, setEntity] = useState('');
  const [kind, setKind] = useState<EntryKind>('address');
  const [detection, setDetection] = useState<string>(EVERY);
  const read = readEntry(kind, entity, detection);
  const fault = entity !== '' && 'fault' in read ? read.fault : undefined;
  const write = (text: string): void => {
    setEntity(text);
    setKind(entryKind(text.trim()));
  };
  return (
    <AllowDialog
      title="Add to the allowlist"
      covered={'covered' in read ? [read.covered] : undefined}
      problem={undefined}
      onClose={onClose}
      onSaved={onSaved}
    >
      <ControlGroup
        label="Entity"
        labelPosition="top"
        error={fault !== undefined}
        help={fault ?? 'Its kind is told by its form.'}
      >
        <Text value={entity} required error={fault !== undefined} onChange={(_, { value }) => write(value)} />
      </ControlGroup>
      <ControlGroup label="Kind" labelPosition="top">
        <Select value={kind} onChange={(_, { value }) => isKind(value) && setKind(value)}>
          {Object.entries(ENTRY_KINDS).map(([value, label]) => (
            <Select.Option key={value} label={label} value={value} />
          ))}
        </Select>
      </ControlGroup>
      <ControlGroup label="Detection that leaves it alone" labelPosition="top">
        <Select filter value={detection} onChange={(_, { value }) => setDetection(String(value))}>
          <Select.Option label="Every detection" value={EVERY} />
          {detectionTitles().map(([name, title]) => (
            <Select.Option key={name} label={title} value={name} />
          ))}
        </Select>
      </ControlGroup>
    </AllowDialog>
  );
}
