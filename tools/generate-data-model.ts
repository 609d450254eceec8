import { FIELDS } from '../schema/fields';

/** A dataset of the app's data model; one with a parent narrows it, with the same fields. */
interface DatasetPlan {
  readonly name: string;
  readonly title: string;
  readonly parent?: string;
  readonly search: string;
  readonly fields: readonly string[];
}

const ENDS = ['src', 'src_port', 'dest', 'dest_port', 'protocol', 'vendor_product'];

/** The datasets rest on what is tagged for CIM, so that both count alike. */
const DATASETS: readonly DatasetPlan[] = [
  {
    name: 'Messages',
    title: 'Messages',
    search: 'tag=email eventtype=smtp_watch_email',
    fields: [
      ...ENDS,
      ...['action', 'status_code', 'signature', 'recipient_status', 'delay', 'direction', 'size'],
      ...['src_user', 'src_user_domain', 'return_addr', 'user'],
      ...['recipient', 'recipient_count', 'recipient_domain', 'orig_recipient'],
      ...['message_id', 'internal_message_id', 'subject', 'url'],
      ...['file_name', 'file_size', 'file_hash', 'attachment_type'],
      ...['uid', 'helo', 'mailfrom', 'from', 'reply_to', 'msg_id', 'user_agent', 'tls', 'last_reply'],
    ],
  },
  { name: 'Delivered', title: 'Delivered', parent: 'Messages', search: 'action=delivered', fields: [] },
  { name: 'Refused', title: 'Refused', parent: 'Messages', search: 'action!=delivered', fields: [] },
  {
    name: 'Sessions',
    title: 'Sessions without a readable message',
    search: 'tag=smtp_session eventtype=smtp_watch_*',
    fields: [...ENDS, 'uid', 'helo', 'tls', 'last_reply', 'status_code', 'visibility'],
  },
  {
    name: 'Logins',
    title: 'Log-ins',
    search: 'tag=authentication eventtype=smtp_watch_*',
    fields: [
      ...['src', 'dest', 'user', 'app', 'action', 'status', 'vendor_product'],
      ...['authentication_method', 'signature', 'reason'],
    ],
  },
  { name: 'Failed_Logins', title: 'Failed log-ins', parent: 'Logins', search: 'action=failure', fields: [] },
  {
    name: 'Successful_Logins',
    title: 'Successful log-ins',
    parent: 'Logins',
    search: 'action=success',
    fields: [],
  },
];

const BASE_FIELDS = ['_time', 'host', 'source', 'sourcetype'];

function fieldOf(fieldName: string, owner: string): object {
  const known = FIELDS.find(({ name }) => name === fieldName);
  const ofEvent = fieldName === '_time' ? 'timestamp' : 'string';
  return {
    fieldName,
    owner,
    type: known?.type === 'number' ? 'number' : ofEvent,
    fieldSearch: '',
    required: false,
    multivalue: known?.isMultivalue ?? false,
    hidden: false,
    editable: true,
    displayName: fieldName,
    comment: known?.help ?? '',
  };
}

function objectOf({ name, title, parent, search, fields }: DatasetPlan): object {
  const lineage = parent === undefined ? name : `${parent}.${name}`;
  const base = parent === undefined ? BASE_FIELDS.map((field) => fieldOf(field, 'BaseEvent')) : [];
  return {
    objectName: name,
    displayName: title,
    parentName: parent ?? 'BaseEvent',
    lineage,
    comment: '',
    fields: [...base, ...fields.map((field) => fieldOf(field, lineage))],
    calculations: [],
    constraints: [{ search, owner: lineage }],
  };
}

/** The text of default/data/models/SMTP_Watch.json. */
export function dataModel(): string {
  const model = {
    modelName: 'SMTP_Watch',
    displayName: 'SMTP Watch',
    description: 'Messages, SMTP sessions and log-ins of all sources, each counted once.',
    objectSummary: { 'Event-Based': DATASETS.length, 'Transaction-Based': 0, 'Search-Based': 0 },
    objects: DATASETS.map(objectOf),
    objectNameList: DATASETS.map(({ name }) => name),
  };
  return `${JSON.stringify(model, null, 2)}\n`;
}
