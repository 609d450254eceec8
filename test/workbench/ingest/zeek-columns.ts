import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A row of a Zeek log by column, read without the workbench: absent where unset, sets as arrays. */
export type ZeekRow = Readonly<Record<string, string | readonly string[]>>;

const SETS = ['rcptto', 'to', 'cc', 'path', 'fuids'];
const WITH_WEBMAIL =
  'ts uid id.orig_h id.orig_p id.resp_h id.resp_p trans_depth helo mailfrom rcptto date from to reply_to msg_id in_reply_to subject x_originating_ip first_received second_received last_reply path user_agent fuids is_webmail';
const WITH_TLS = WITH_WEBMAIL.replace('fuids is_webmail', 'tls fuids');

function readText(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

function fromColumns(line: string, header: readonly string[]): ZeekRow {
  const row: Record<string, string | string[]> = {};
  line.split('\t').forEach((text, at) => {
    const name = header[at]!;
    if (text === '-' || text === '(empty)' || text === '') return;
    if (SETS.includes(name)) row[name] = text.split(',').map((element) => element.replaceAll('\\x2c', ','));
    else if (name === 'tls' || name === 'is_webmail') row[name] = text === 'T' ? 'true' : 'false';
    else row[name] = text;
  });
  return row;
}

function fromJson(line: string): ZeekRow {
  const row: Record<string, string | string[]> = {};
  const add = (name: string, value: unknown): void => {
    if (value === null || (Array.isArray(value) && value.length === 0)) return;
    if (Array.isArray(value)) row[name] = value.map(String);
    else if (typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) add(`${name}.${key}`, inner);
    else row[name] = String(value);
  };
  for (const [key, value] of Object.entries(JSON.parse(line) as object)) add(key, value);
  return row;
}

/** The rows of an smtp.log with header, without, or as JSON. */
export function readZeekRows(file: string): ZeekRow[] {
  const lines = readText(file)
    .split('\n')
    .filter((line) => line !== '');
  const header = lines
    .find((line) => line.startsWith('#fields\t'))
    ?.split('\t')
    .slice(1);
  const rows = lines.filter((line) => !line.startsWith('#'));
  if (rows[0]?.startsWith('{')) return rows.map(fromJson);
  return rows.map((line) => {
    const isTls = /^[TF]$/.test(line.split('\t')[23] ?? '');
    return fromColumns(line, header ?? (isTls ? WITH_TLS : WITH_WEBMAIL).split(' '));
  });
}
