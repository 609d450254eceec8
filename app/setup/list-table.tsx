import Button from '@splunk/react-ui/Button';
import ScreenReaderContent from '@splunk/react-ui/ScreenReaderContent';
import Table from '@splunk/react-ui/Table';
import Text from '@splunk/react-ui/Text';
import { useId, useState } from 'react';
import styled from 'styled-components';
import { isCurrent, type OwnedRecord } from '../kv/owned-record';
import { Remark } from '../shell/section';
import { readExpiry, writeExpiry } from '../time/expiry';
import type { OwnedList } from './lists';

const Buttons = styled.div`
  display: flex;
  gap: 8px;
  justify-content: flex-end;
`;

const Value = styled.span`
  display: inline-block;
  min-width: 18ch;
  overflow-wrap: anywhere;
`;

/** Until when an entry counts, in words. */
function until(record: OwnedRecord, isOpen: boolean): string {
  const { expires } = record;
  if (expires === undefined) return isOpen ? 'never' : 'counts for nothing: no end is set';
  if (expires === 0) return 'never';
  return isCurrent(record, isOpen) ? writeExpiry(expires) : `ran out on ${writeExpiry(expires)}`;
}

interface RowProps {
  readonly list: OwnedList;
  readonly record: OwnedRecord;
  readonly onChange: (record: OwnedRecord) => Promise<boolean>;
  readonly onRemove: (record: OwnedRecord) => Promise<boolean>;
}

function own({ fields }: OwnedList, record: OwnedRecord) {
  return Object.keys(fields).map((field) => (
    <Table.Cell key={field}>
      <Value>{String(record[field] ?? '')}</Value>
    </Table.Cell>
  ));
}

function EditedRow({
  list,
  record,
  onChange,
  onClose,
}: Omit<RowProps, 'onRemove'> & { onClose: () => void }) {
  const [reason, setReason] = useState(record.reason ?? '');
  const [expires, setExpires] = useState(writeExpiry(record.expires ?? 0));
  const [reasonId, endId] = [useId(), useId()];
  const isFaulty = Number.isNaN(readExpiry(expires));
  const name = String(record[list.key]);
  const save = async (): Promise<void> => {
    if (await onChange({ ...record, reason, expires: readExpiry(expires) })) onClose();
  };
  return (
    <Table.Row>
      {own(list, record)}
      <Table.Cell>
        <ScreenReaderContent id={reasonId}>Reason for {name}</ScreenReaderContent>
        <Text value={reason} labelledBy={reasonId} onChange={(_, { value }) => setReason(value)} />
      </Table.Cell>
      <Table.Cell>
        <ScreenReaderContent id={endId}>Last day of {name} (UTC)</ScreenReaderContent>
        <Text
          value={expires}
          error={isFaulty}
          placeholder="YYYY-MM-DD, empty: never"
          labelledBy={endId}
          onChange={(_, { value }) => setExpires(value)}
        />
      </Table.Cell>
      <Table.Cell>{record.owner}</Table.Cell>
      <Table.Cell>{record.source}</Table.Cell>
      <Table.Cell>
        <Buttons>
          <Button inline appearance="primary" label="Save" disabled={isFaulty} onClick={save} />
          <Button inline label="Cancel" onClick={onClose} />
        </Buttons>
      </Table.Cell>
    </Table.Row>
  );
}

function Row({ list, record, onChange, onRemove }: RowProps) {
  const [isEdited, setEdited] = useState(false);
  const name = String(record[list.key]);
  if (isEdited)
    return <EditedRow list={list} record={record} onChange={onChange} onClose={() => setEdited(false)} />;
  return (
    <Table.Row>
      {own(list, record)}
      <Table.Cell style={{ overflowWrap: 'anywhere' }}>{record.reason}</Table.Cell>
      <Table.Cell>{until(record, list.days === undefined)}</Table.Cell>
      <Table.Cell>{record.owner}</Table.Cell>
      <Table.Cell>{record.source}</Table.Cell>
      <Table.Cell>
        <Buttons>
          <Button
            inline
            appearance="secondary"
            label="Edit"
            aria-label={`Edit ${name}`}
            onClick={() => setEdited(true)}
          />
          <Button
            inline
            appearance="secondary"
            label="Remove"
            aria-label={`Remove ${name}`}
            onClick={() => onRemove(record)}
          />
        </Buttons>
      </Table.Cell>
    </Table.Row>
  );
}

interface ListTableProps extends Omit<RowProps, 'record'> {
  readonly records: readonly OwnedRecord[];
}

/** The entries of a list; reason and end of each can be changed, and each can be removed. */
export function ListTable({ list, records, onChange, onRemove }: ListTableProps) {
  if (records.length === 0)
    return (
      <Remark role="status" data-test="empty">
        {list.empty}
      </Remark>
    );
  const sorted = records.toSorted((left, right) =>
    String(left[list.key]).localeCompare(String(right[list.key])),
  );
  return (
    <Table aria-label={list.title} horizontalOverflow="scroll">
      <Table.Head>
        {Object.entries(list.fields).map(([field, title]) => (
          <Table.HeadCell key={field}>{title}</Table.HeadCell>
        ))}
        <Table.HeadCell>Reason</Table.HeadCell>
        <Table.HeadCell>Runs out (UTC)</Table.HeadCell>
        <Table.HeadCell>Owner</Table.HeadCell>
        <Table.HeadCell>Source</Table.HeadCell>
        <Table.HeadCell>Change</Table.HeadCell>
      </Table.Head>
      <Table.Body>
        {sorted.map((record) => (
          <Row key={record._key} list={list} record={record} onChange={onChange} onRemove={onRemove} />
        ))}
      </Table.Body>
    </Table>
  );
}
