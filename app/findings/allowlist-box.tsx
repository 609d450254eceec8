import Button from '@splunk/react-ui/Button';
import Table from '@splunk/react-ui/Table';
import { useState } from 'react';
import { removeRecord, saveRecords } from '../kv/collection';
import { useCollection } from '../kv/use-collection';
import type { SearchState } from '../search/search-board';
import { Section } from '../shell/section';
import { formatTime } from '../time/format-time';
import { ALLOWLIST, type AllowRecord, stateOf } from './allowlist';
import { detectionTitle } from './known-detections';
import { ToldMessage } from './told-message';
import type { Told } from './use-triage';

interface AllowlistBoxProps {
  readonly onChanged: () => void;
}

const EMPTY =
  'Nothing is allowlisted. Select findings on the tab Findings and press Allowlist… to keep what they are about out of a detection.';
const TITLES = ['Entity', 'Detection', 'State', 'Until (UTC)', 'Reason', 'Owner', 'Source', 'Removal'];

function cellsOf(record: AllowRecord, now: number): readonly string[] {
  const { entity = '', detection = '', reason = '', owner = '', source = '', expires } = record;
  return [
    entity === '*' ? 'any' : entity,
    detection === '*' ? 'every detection' : detectionTitle(detection),
    stateOf(record, now),
    expires ? formatTime(String(expires)) : '–',
    reason,
    owner,
    source,
  ];
}

/** What detections leave alone, whether each entry counts, and its removal. */
export function AllowlistBox({ onChanged }: AllowlistBoxProps) {
  const { records, error, reload } = useCollection<AllowRecord & { readonly _key: string }>(ALLOWLIST);
  const [removed, setRemoved] = useState<AllowRecord>();
  const [fault, setFault] = useState<Told>();
  const now = Date.now() / 1000;
  const change = async (does: () => Promise<unknown>, then: AllowRecord | undefined): Promise<void> => {
    try {
      await does();
      setRemoved(then);
      setFault(undefined);
      await reload();
      onChanged();
    } catch (thrown) {
      setFault({ type: 'error', text: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  };
  const putBack = (record: AllowRecord): Promise<void> => {
    const { _user, ...kept } = record;
    return change(() => saveRecords(ALLOWLIST, [kept]), undefined);
  };
  const state: SearchState['status'] = error === undefined ? (records ? 'done' : 'running') : 'failed';
  return (
    <Section title="Allowlist" status={state}>
      <ToldMessage told={fault ?? (error === undefined ? undefined : { type: 'error', text: error })} />
      {removed && (
        <p role="status">
          {removed.entity} was removed. <Button label="Undo" onClick={() => putBack(removed)} />
        </p>
      )}
      {records?.length === 0 && (
        <p role="status" data-test="empty">
          {EMPTY}
        </p>
      )}
      {records && records.length > 0 && (
        <Table aria-label="Allowlist" horizontalOverflow="scroll">
          <Table.Head>
            {TITLES.map((title) => (
              <Table.HeadCell key={title}>{title}</Table.HeadCell>
            ))}
          </Table.Head>
          <Table.Body>
            {records.map((record) => (
              <Table.Row key={record._key}>
                {cellsOf(record, now).map((text, at) => (
                  <Table.Cell key={TITLES[at]}>{text}</Table.Cell>
                ))}
                <Table.Cell>
                  <Button
                    label="Remove"
                    aria-label={`Remove ${record.entity} from the allowlist`}
                    onClick={() => change(() => removeRecord(ALLOWLIST, record._key), record)}
                  />
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      )}
    </Section>
  );
}
