import Button from '@splunk/react-ui/Button';
import Table from '@splunk/react-ui/Table';
import { WideTable } from '../panels/wide-table';
import { formatTime } from '../time/format-time';
import { type KeptRecord, stateOf } from './allowlist';
import { detectionTitle } from './known-detections';

const TITLES = ['Entity', 'Detection', 'State', 'Until (UTC)', 'Reason', 'Owner', 'Source', 'Removal'];

function cellsOf(record: KeptRecord, now: number): readonly string[] {
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

interface AllowlistTableProps {
  readonly records: readonly KeptRecord[];
  readonly onRemove: (record: KeptRecord) => void;
}

/** The entries of the allowlist, whether each counts, and its removal. */
export function AllowlistTable({ records, onRemove }: AllowlistTableProps) {
  const now = Date.now() / 1000;
  return (
    <WideTable aria-label="Allowlist">
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
                onClick={() => onRemove(record)}
              />
            </Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </WideTable>
  );
}
