import Button from '@splunk/react-ui/Button';
import { useState } from 'react';
import type { SearchState } from '../search/search-board';
import { Remark, Section } from '../shell/section';
import { AllowlistTable } from './allowlist-table';
import { EntryForm } from './entry-form';
import { ToldMessage } from './told-message';
import { useAllowlist } from './use-allowlist';

interface AllowlistBoxProps {
  readonly onChanged: () => void;
}

const HELP = 'What detections leave alone. An entry ends by itself; whoever adds one says why.';
const EMPTY =
  'Nothing is allowlisted. Add an entry, or select findings on the tab Findings and press Allowlist… to keep what they are about out of a detection.';

/** What detections leave alone, to add to and to take from. */
export function AllowlistBox({ onChanged }: AllowlistBoxProps) {
  const { records, fault, removed, remove, putBack, added } = useAllowlist(onChanged);
  const [isAdding, setAdding] = useState(false);
  const state: SearchState['status'] = records ? 'done' : fault === undefined ? 'running' : 'failed';
  return (
    <Section title="Allowlist" help={HELP} status={state}>
      <Button label="Add entry…" onClick={() => setAdding(true)} />
      <ToldMessage told={fault} />
      {removed && (
        <Remark role="status">
          {removed.entity} was removed. <Button label="Undo" onClick={() => putBack(removed)} />
        </Remark>
      )}
      {records?.length === 0 && (
        <Remark role="status" data-test="empty">
          {EMPTY}
        </Remark>
      )}
      {records && records.length > 0 && <AllowlistTable records={records} onRemove={remove} />}
      {isAdding && <EntryForm onClose={() => setAdding(false)} onSaved={added} />}
    </Section>
  );
}
