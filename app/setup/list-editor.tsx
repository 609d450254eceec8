import Button from '@splunk/react-ui/Button';
import { useState } from 'react';
import styled from 'styled-components';
import { removeRecord, saveRecords } from '../kv/collection';
import { type Grounds, newRecord, type OwnedRecord } from '../kv/owned-record';
import { useCollection } from '../kv/use-collection';
import { Remark, Section } from '../shell/section';
import { AddEntries } from './add-entries';
import type { Entry } from './entries';
import { ListTable } from './list-table';
import type { OwnedList } from './lists';
import { SuggestedEntries } from './suggested-entries';
import type { Log } from './use-log';

const Stack = styled.div`
  display: flex;
  flex: 1 1 0;
  flex-direction: column;
  gap: 12px;
  min-width: 0;
`;

/** What was done last, and the record that it took away. */
interface Done {
  readonly told: string;
  readonly removed?: OwnedRecord;
}

const counted = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`);

interface ListState {
  readonly records: readonly OwnedRecord[] | undefined;
  /** Why the list could not be read, or not be changed. */
  readonly error: string | undefined;
  readonly done: Done | undefined;
  /** Each says whether the server took it. */
  readonly add: (entries: readonly Entry[], grounds: Grounds) => Promise<boolean>;
  readonly change: (record: OwnedRecord) => Promise<boolean>;
  readonly remove: (record: OwnedRecord) => Promise<boolean>;
  readonly restore: (record: OwnedRecord) => Promise<boolean>;
}

function useList({ collection, key }: OwnedList): ListState {
  const { records, error, reload } = useCollection<OwnedRecord>(collection);
  const [refusal, setRefusal] = useState<string>();
  const [done, setDone] = useState<Done>();

  async function attempt(work: () => Promise<unknown>, then: Done | undefined): Promise<boolean> {
    try {
      await work();
      setRefusal(undefined);
      setDone(then);
      await reload();
      return true;
    } catch (fault) {
      setDone(undefined);
      setRefusal(fault instanceof Error ? fault.message : String(fault));
      return false;
    }
  }
  const save = (changed: readonly OwnedRecord[], then: Done): Promise<boolean> =>
    attempt(() => saveRecords(collection, changed), then);
  return {
    records,
    error: refusal ?? error,
    done,
    add: (entries, grounds) =>
      save(
        entries.map((entry) => newRecord(entry, grounds)),
        { told: `Added ${counted(entries.length)}.` },
      ),
    change: (record) => save([record], { told: `Changed ${record[key]}.` }),
    remove: (record) =>
      attempt(() => removeRecord(collection, record._key ?? ''), {
        told: `Removed ${record[key]}.`,
        removed: record,
      }),
    restore: (record) => save([record], { told: `${record[key]} is back.` }),
  };
}

interface ListEditorProps {
  readonly list: OwnedList;
  readonly log: Log;
}

/** One list: its entries, what was done to them last, adding some, and what the mail log suggests. */
export function ListEditor({ list, log }: ListEditorProps) {
  const { records, error, done, add, change, remove, restore } = useList(list);
  const { removed } = done ?? {};
  const status = records ? 'done' : error === undefined ? 'running' : 'failed';
  const known = new Set(records?.map((record) => String(record[list.key] ?? '').toLowerCase()));
  return (
    <Stack>
      <Section title={list.title} help={list.help} status={status}>
        {error !== undefined && <Remark role="alert">{error}</Remark>}
        {records && <ListTable list={list} records={records} onChange={change} onRemove={remove} />}
        {done && (
          <Remark role="status">
            {done.told}{' '}
            {removed && (
              <Button inline appearance="secondary" label="Undo" onClick={() => restore(removed)} />
            )}
          </Remark>
        )}
      </Section>
      {records && <AddEntries list={list} known={known} onAdd={add} />}
      {records && list.suggestions && log.sources?.length !== 0 && (
        <SuggestedEntries
          key={records.length}
          list={list}
          suggestions={list.suggestions}
          range={log.range}
          onAdd={add}
        />
      )}
    </Stack>
  );
}
