import { CIM_FIELDS } from '../../schema/cim-fields';

type Row = Readonly<Record<string, unknown>>;

/** What CIM asks of the events of one tag (Splunk's CIM add-on, and what pytest-splunk-addon tests of it). */
export interface Model {
  readonly tag: string;
  readonly required: readonly string[];
  readonly values: Readonly<Record<string, RegExp>>;
  /** What the fields of one event say against each other; the name of the field that is wrong, and why. */
  readonly contradictions: (row: Row) => readonly (readonly [field: string, why: string])[];
}

const valuesOf = (row: Row, field: string): string[] =>
  row[field] === undefined ? [] : [row[field]].flat().map(String);

const has = (row: Row, tag: string): boolean => valuesOf(row, 'tag').includes(tag);

const ADDRESS = /^[^<>\sA-Z]+@[^<>\sA-Z]+$/;

function tagFaults(row: Row, action: string): [string, string][] {
  const found: [string, string][] = [];
  if (has(row, 'delivery') !== (action === 'delivered'))
    found.push(['tag', `delivery does not go with ${action}`]);
  if (has(row, 'filter') && (action === 'delivered' || row['signature'] === undefined))
    found.push(['tag', `filter with ${action} and signature ${String(row['signature'])}`]);
  if (action === 'blocked' && !has(row, 'filter')) found.push(['tag', 'filter is missing']);
  const hasContent = row['subject'] !== undefined || row['file_name'] !== undefined;
  if (has(row, 'content') !== hasContent)
    found.push(['tag', 'content does not go with subject and file_name']);
  for (const other of ['smtp_session', 'authentication'])
    if (has(row, other)) found.push(['tag', `email and ${other}`]);
  return found;
}

function emailContradictions(row: Row): [string, string][] {
  const found = tagFaults(row, String(row['action']));
  if (String(valuesOf(row, 'recipient').length) !== String(row['recipient_count']))
    found.push(['recipient_count', 'is not the number of recipients']);
  if (row['protocol'] === 'smtp' && row['status_code'] === undefined)
    found.push(['status_code', 'is missing in SMTP']);
  const domain = ADDRESS.test(String(row['src_user'])) && String(row['src_user']).replace(/^.*@/, '');
  if (domain && domain !== row['src_user_domain'])
    found.push(['src_user_domain', `is not that of ${row['src_user']}`]);
  return found;
}

function authenticationContradictions(row: Row): [string, string][] {
  const statuses: Readonly<Record<string, string>> = { success: 'succeeded', failure: 'failed' };
  const status = statuses[String(row['action'])];
  return status === row['status'] ? [] : [['status', `is not ${status}`]];
}

/** The models that events of this app are tagged for. */
export const MODELS: readonly Model[] = [
  {
    tag: 'email',
    required: CIM_FIELDS.email,
    values: {
      action: /^(?:delivered|blocked|quarantined|deleted)$/,
      protocol: /^(?:smtp|imap|pop3|mapi)$/,
      status_code: /^\d+(?:\.\d{1,3}){0,2}$/,
      recipient_count: /^\d+$/,
      file_size: /^\d+$/,
      size: /^\d+$/,
      delay: /^\d+(?:\.\d+)?$/,
      src_user: /^[^<>A-Z]+$/,
      recipient: /^[^<>A-Z]+$/,
      recipient_domain: /^[^<>@\sA-Z]+$/,
      src_user_domain: /^[^<>@\sA-Z]+$/,
      return_addr: /^(?:<>|[^<>A-Z]+)$/,
    },
    contradictions: emailContradictions,
  },
  {
    tag: 'authentication',
    required: CIM_FIELDS.authentication,
    values: {
      action: /^(?:success|failure)$/,
      src: /^[^<>\s[\]]+$/,
      user: /./,
    },
    contradictions: authenticationContradictions,
  },
];

/** What is wrong with an event by the models that it is tagged for: the field, and what was found. */
export function faultsOf(row: Row): string[] {
  return MODELS.filter(({ tag }) => has(row, tag)).flatMap(({ required, values, contradictions }) => [
    ...required.filter((field) => valuesOf(row, field).length === 0).map((field) => `${field}: is missing`),
    ...Object.entries(values).flatMap(([field, regex]) =>
      valuesOf(row, field)
        .filter((value) => !regex.test(value))
        .map((value) => `${field}: found "${value}", expected ${regex}`),
    ),
    ...contradictions(row).map(([field, why]) => `${field}: ${why}`),
  ]);
}
