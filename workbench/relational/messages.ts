import { SOURCETYPES, type Sourcetype } from '../../schema/sourcetypes';
import { type Engine, quoteText } from '../engine/engine';
import { PLACE } from '../jobs/search-result';
import type { Workbench } from '../jobs/workbench';
import { type FoundRows, withRows } from './found-rows';

const FIELDS = [
  'sourcetype host src dest helo src_user src_user_domain return_addr user from reply_to subject message_id',
  'internal_message_id action status_code signature direction protocol vendor_product size recipient',
  'file_name file_size file_hash attachment_type attachment_size',
]
  .join(' ')
  .split(' ');

const STAGE = '"#messages"';

/** Sourcetypes with a row for each recipient: rows that agree in both names of the message are one. */
const BY_RECIPIENT = SOURCETYPES.filter((one: Sourcetype) => one.isByRecipient).map(({ name }) => name);

function keySql(found: FoundRows): string {
  const types = BY_RECIPIENT.map(quoteText).join(', ');
  const same = ['sourcetype', 'internal_message_id', 'message_id'].map((name) => found.text(name)).join(', ');
  return `CASE WHEN ${found.text('sourcetype')} IN (${types}) THEN min("#row") OVER (PARTITION BY ${same}) ELSE "#row" END`;
}

/** The rows with the number that each has in the order of time, the key of its message, and lists of what it has several of. */
function stageSql(found: FoundRows, isGrouped: boolean): string {
  const sizes = `CASE WHEN len(${found.list('file_size')}) > 0 THEN ${found.list('file_size')} ELSE ${found.list('attachment_size')} END`;
  const lists = [
    `${found.list('recipient')} AS "#recipients"`,
    `${found.list('file_name')} AS "#names"`,
    `${found.list('attachment_type')} AS "#types"`,
    `${found.list('file_hash')} AS "#hashes"`,
    `list_transform(${sizes}, lambda one: TRY_CAST(one AS BIGINT)) AS "#bytes"`,
  ];
  const numbered = `SELECT *, row_number() OVER (ORDER BY "_time", ${PLACE} DESC) AS "#row" FROM ${found.from}`;
  const key = isGrouped ? keySql(found) : '"#row"';
  return `SELECT *, ${key} AS "#key", ${lists.join(', ')} FROM (${numbered})`;
}

const ATTACHMENTS = 'greatest(len("#names"), len("#types"), len("#hashes"), len("#bytes"))';

function messageSql(found: FoundRows, isGrouped: boolean): string {
  const action = found.text('action');
  const ofAll = (sql: string): string => (isGrouped ? `${sql} OVER (PARTITION BY "#key")` : sql);
  const columns = [
    '"#key"',
    found.time,
    ...['sourcetype', 'host'].map((name) => found.text(name)),
    ...['src', 'dest', 'helo', 'src_user', 'src_user_domain'].map((name) => found.known(name)),
    ...['return_addr', 'user', 'from', 'reply_to', 'subject', 'message_id', 'internal_message_id'].map(
      (name) => found.text(name),
    ),
    isGrouped
      ? `CASE WHEN ${ofAll(`bool_or(${action} = 'delivered')`)} THEN 'delivered' ELSE ${action} END`
      : action,
    ...['status_code', 'signature', 'direction', 'protocol', 'vendor_product'].map((name) =>
      found.text(name),
    ),
    isGrouped ? ofAll('sum(len("#recipients"))') : 'len("#recipients")',
    ATTACHMENTS,
    `TRY_CAST(${found.text('size')} AS BIGINT)`,
    'list_sum("#bytes")',
  ];
  const isFirst = isGrouped ? 'QUALIFY "#key" = "#row"' : '';
  return `INSERT INTO smtp_message SELECT ${columns.join(', ')} FROM ${STAGE} ${isFirst} ORDER BY "#row"`;
}

function recipientSql(found: FoundRows, isGrouped: boolean): string {
  const position = isGrouped ? 'row_number() OVER (PARTITION BY "#key" ORDER BY "#row", place)' : 'place';
  return `INSERT INTO smtp_recipient
    SELECT "#key", ${position}, one, nullif(regexp_extract(one, '@([^@]+)$', 1), ''), action
    FROM (SELECT "#key", "#row", unnest("#recipients") AS one, generate_subscripts("#recipients", 1) AS place,
      ${found.text('action')} AS action FROM ${STAGE})`;
}

const ATTACHMENT_SQL = `INSERT INTO smtp_attachment
  SELECT "#key", place, "#names"[place], "#types"[place], "#hashes"[place], "#bytes"[place]
  FROM (SELECT *, unnest(range(1, ${ATTACHMENTS} + 1)) AS place FROM ${STAGE} WHERE "#key" = "#row" AND ${ATTACHMENTS} > 0)`;

/** Tables of what a message has several of. */
export type MessagePart = 'smtp_recipient' | 'smtp_attachment';

interface Filling {
  readonly isGrouped: boolean;
  readonly parts: readonly MessagePart[];
}

async function fill(engine: Engine, found: FoundRows, { isGrouped, parts }: Filling): Promise<void> {
  await engine.run(`CREATE VIEW ${STAGE} AS ${stageSql(found, isGrouped)}`);
  await engine.run(messageSql(found, isGrouped));
  if (parts.includes('smtp_recipient')) await engine.run(recipientSql(found, isGrouped));
  if (parts.includes('smtp_attachment')) await engine.run(ATTACHMENT_SQL);
  await engine.run(`DROP VIEW ${STAGE}`);
}

/** Fills smtp_message with what is tagged as e-mail, each message once, and those tables of its parts. */
export async function fillMessages(workbench: Workbench, parts: readonly MessagePart[]): Promise<void> {
  const isGrouped = workbench.tables.some(({ sourcetype }) =>
    BY_RECIPIENT.some((name) => name === sourcetype),
  );
  const filling = { isGrouped, parts };
  await withRows(workbench, 'index=* tag=email', FIELDS, (found) => fill(workbench.engine, found, filling));
}
