/**
 * The table and the queries that someone who knows DuckDB and Zeek's headerless smtp.log would write for the Overview's
 * questions, without the workbench: what its own loading and searches are held against.
 */

const COLUMNS =
  'ts uid orig_h orig_p resp_h resp_p trans_depth helo mailfrom rcptto date from to reply_to msg_id in_reply_to subject x_originating_ip first_received second_received last_reply path user_agent tls fuids'.split(
    ' ',
  );
const PLAIN =
  'helo mailfrom date from reply_to msg_id in_reply_to subject x_originating_ip first_received second_received last_reply user_agent'.split(
    ' ',
  );
const SETS = ['rcptto', 'to', 'path', 'fuids'];

const name = (column: string): string => `"${column}"`;
const present = (column: string): string => `nullif(nullif(${name(column)}, '-'), '(empty)')`;
const as = (sql: string, column: string): string => `${sql} AS ${name(column)}`;
const SENDER = `coalesce(lower(trim(mailfrom, '<> ')), lower(regexp_extract("from", '([^<>\\s]+@[^<>\\s]+)', 1)))`;

/** Reads the log into the table `mail`, with the raw line and the fields that the app makes of it. */
export function createMail(path: string): string {
  const types = COLUMNS.map((column) => `'${column}': 'VARCHAR'`).join(', ');
  const whole = ['uid', 'orig_h', 'orig_p', 'resp_h', 'resp_p', 'trans_depth', 'tls'].map(name);
  const plain = PLAIN.map((column) => as(present(column), column));
  const sets = SETS.map((column) => as(`string_split(${present(column)}, ',')`, column));
  const raw = as(`concat_ws(chr(9), ${COLUMNS.map(name).join(', ')})`, '_raw');
  return `CREATE TABLE mail AS
WITH rows AS (
  SELECT ts::DOUBLE AS _time, ${[raw, ...whole, ...plain, ...sets].join(', ')}
  FROM read_csv('${path}', delim = '\\t', quote = '', escape = '', header = false, auto_detect = false, columns = {${types}})
)
SELECT *,
  orig_h AS src, orig_p AS src_port, resp_h AS dest, resp_p AS dest_port, msg_id AS message_id,
  lower(trim(mailfrom, '<> ')) AS return_addr,
  ${SENDER} AS sender_address, ${SENDER} AS src_user, ${SENDER} AS "user",
  split_part(${SENDER}, '@', 2) AS src_user_domain,
  list_transform(rcptto, lambda one: lower(trim(one, '<> '))) AS recipient,
  list_transform(rcptto, lambda one: lower(trim(one, '<> '))) AS recipient_address,
  list_distinct(list_transform(rcptto, lambda one: lower(split_part(trim(one, '<> '), '@', 2)))) AS recipient_domain,
  len(rcptto) AS recipient_count,
  regexp_extract(last_reply, '^\\d{3}') AS status_code,
  uid || ':' || trans_depth AS internal_message_id,
  CASE WHEN last_reply LIKE '250%' AND coalesce("date", "from", subject, msg_id) IS NOT NULL THEN 'delivered'
    WHEN mailfrom IS NOT NULL AND regexp_matches(last_reply, '^(?:4|5[1-9]|50[14-9])') THEN 'blocked' END AS action,
  CASE WHEN coalesce(mailfrom, "date", "from", subject, msg_id) IS NOT NULL OR rcptto IS NOT NULL THEN 'message'
    WHEN tls = 'T' OR regexp_matches(last_reply, '(?i)^220 (?:2\\.0\\.0 |.*(?:tls|go ahead))') THEN 'encrypted'
    ELSE 'session' END AS visibility
FROM rows`;
}

function topOf(field: string, values: string, limit: number): string {
  return `SELECT ${field}, count(*) AS count, 100 * count(*) / sum(count(*)) OVER () AS percent
FROM ${values} GROUP BY ALL ORDER BY count DESC LIMIT ${limit}`;
}

const OUTCOMES = ['blocked', 'delivered', 'encrypted', 'no mail', 'undecided'];
const OUTCOME = `coalesce(action, CASE visibility WHEN 'encrypted' THEN 'encrypted' WHEN 'session' THEN 'no mail' ELSE 'undecided' END)`;
const HALF_HOUR = 1800;

/** A question of the Overview in SQL; columns that the search gives and the query does not are not compared. */
export const QUERIES: Readonly<Record<string, string>> = {
  extent: 'SELECT min(_time) AS earliest, max(_time) AS latest, count(*) AS events FROM mail',
  totals: `SELECT count(*) AS events, count(*) FILTER (visibility = 'message') AS messages,
  count(*) FILTER (visibility = 'encrypted') AS encrypted, count(*) FILTER (visibility = 'session') AS sessions,
  count(DISTINCT sender_address) AS senders, sum(recipient_count) AS addressed,
  (SELECT count(DISTINCT one) FROM (SELECT unnest(recipient) AS one FROM mail)) AS recipients,
  count(DISTINCT src) AS sources, count(DISTINCT dest) AS servers,
  100 * count(*) FILTER (visibility <> 'encrypted') / count(*) AS readable FROM mail`,
  domains: `SELECT coalesce(nullif(src_user_domain, ''), 'unknown') AS domain, count(*) AS messages,
  count(*) FILTER (tls = 'T') AS encrypted, count(*) FILTER (tls IN ('T', 'F')) AS known,
  count(*) FILTER (action = 'blocked') AS refused, count(*) FILTER (action IN ('blocked', 'delivered')) AS decided
FROM mail GROUP BY 1 ORDER BY 1`,
  traffic: `SELECT strftime(make_timestamp((floor(_time / ${HALF_HOUR}) * ${HALF_HOUR} * 1e6)::BIGINT), '%Y-%m-%dT%H:%M:%S.%g+00:00') AS _time,
  ${OUTCOMES.map((outcome) => `count(*) FILTER (${OUTCOME} = '${outcome}') AS ${name(outcome)}`).join(', ')}
FROM mail GROUP BY 1 ORDER BY 1`,
  senders: topOf('sender_address', 'mail WHERE sender_address IS NOT NULL', 10),
  recipients: topOf('recipient', '(SELECT unnest(recipient) AS recipient FROM mail)', 10),
  replies: topOf('status_code', `mail WHERE status_code <> ''`, 9),
  rates: `WITH windows AS (
  SELECT src, _time, count(*) OVER last AS messages, sum(recipient_count) OVER last AS recipients,
    min(_time) OVER last AS first FROM mail
  WINDOW last AS (PARTITION BY src ORDER BY _time RANGE BETWEEN 299.999999 PRECEDING AND CURRENT ROW)
), peaks AS (
  SELECT src, max(messages) AS peak_messages, max(recipients) AS peak_recipients,
    arg_max(first, (messages, -_time)) AS peak_start, arg_max(_time, (messages, -_time)) AS peak_end
  FROM windows GROUP BY src
), counts AS (
  SELECT src, count(*) AS messages, sum(recipient_count) AS recipients, count(DISTINCT src_user) AS distinct_senders,
    count(DISTINCT helo) AS distinct_helos, count(*) FILTER (last_reply SIMILAR TO '[45].*') AS failed,
    min(_time) AS first_time, max(_time) AS last_time FROM mail GROUP BY src
), addressed AS (
  SELECT src, count(DISTINCT one) AS distinct_recipients FROM (SELECT src, unnest(recipient) AS one FROM mail) GROUP BY src
)
SELECT * FROM counts JOIN peaks USING (src) LEFT JOIN addressed USING (src)`,
};

/** What a query leaves out that the search answers. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  rates: 'the query has no verdicts, scores and reasons',
};
