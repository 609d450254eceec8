import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { getDomain } from 'tldts';
import type { Keys } from '../../../../detect/columns';
import { Spoof, type SpoofBatch } from '../../../../detect/spoof';
import type { BrandDomain } from '../../../../detect/spoof/brands';
import type { SignCode } from '../../../../detect/spoof/signs';
import { COMMANDS } from '../../../../schema/commands';

const FILE = join(
  __dirname,
  '..',
  '..',
  '..',
  '..',
  '..',
  'shared',
  'data',
  'headers',
  'labelled-headers.jsonl.gz',
);

const BRANDS = join(__dirname, '..', '..', '..', '..', 'lookups', 'smtp_watch_brands.csv');

export const LABELS = ['phish', 'spam', 'easy-ham', 'hard-ham'] as const;
export type Label = (typeof LABELS)[number];

const AUTHENTICATION = ['dmarc', 'spf', 'dkim', 'dkim_failed'];

type Row = Readonly<Record<string, string | undefined>>;

/** A mail of the labelled headers with the signs that smtpspoof sees in it. */
export interface LabelledMail {
  readonly label: Label;
  /** Registered domain of From: all customers of a hosting service are one; so are all mails without any domain. */
  readonly domain: string;
  readonly codes: readonly SignCode[];
  readonly verdict: string;
  readonly hasAuthentication: boolean;
}

/** The collection's editors wrote these in place of what stood there, so they say nothing about the mail. */
function withoutRedactions(row: Row): Row {
  const kept = Object.entries(row).filter(
    ([field, value]) =>
      !String(value).includes('phishing@pot') &&
      !(field === 'helo' && /^<?unknown>?$/.test(String(value))) &&
      !(field === 'reply_to' && /@example\.com>?\s*$/.test(String(value))),
  );
  return Object.fromEntries(kept);
}

function keysOf(values: readonly (string | undefined)[]): Keys {
  return {
    ids: Int32Array.from(values, (value, row) => (value === undefined ? -1 : row)),
    text: (id) => values[id]!,
  };
}

function columnOf(kind: string, values: readonly (string | undefined)[]): unknown {
  if (kind === 'key') return keysOf(values);
  if (kind === 'initial') return Uint8Array.from(values, (value) => value?.charCodeAt(0) ?? 0);
  return (row: number) => values[row];
}

/** The columns that smtpspoof reads of the rows; fields that no row has are left out, as Splunk leaves them out. */
function batchOf(rows: readonly Row[]): SpoofBatch {
  const columns = COMMANDS.smtpspoof.inputs.flatMap(({ as, fields, column }) => {
    const values = rows.map((row) => fields.map((field) => row[field]).find((value) => value !== undefined));
    if (values.every((value) => value === undefined)) return [];
    return [[as, columnOf(column, values)] as const];
  });
  return { rows: rows.length, ...Object.fromEntries(columns) };
}

const registeredDomain = (domain: string): string => getDomain(domain, { validateHostname: false }) ?? domain;

function brands(): BrandDomain[] {
  const lines = readFileSync(BRANDS, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [domain = '', brand = ''] = line.split(',');
    return { domain, brand };
  });
}

/** Every mail of the labelled headers beside the project, judged by smtpspoof; undefined where they are not there. */
export function labelledMails(): readonly LabelledMail[] | undefined {
  if (!existsSync(FILE)) return undefined;
  const lines = gunzipSync(readFileSync(FILE)).toString('utf8').trim().split('\n');
  const rows = lines.map((line) => withoutRedactions(JSON.parse(line)));
  const spoof = new Spoof({ brands: brands() });
  const { judgements, froms, author } = spoof.judge(batchOf(rows));
  return rows.map((row, index) => {
    const domain = author(froms[index]!)?.header.domain;
    const { reasons, verdict } = spoof.judgement(judgements[index]!);
    return {
      label: row['label'] as Label,
      domain: domain === undefined ? '(none)' : registeredDomain(domain),
      codes: reasons,
      verdict,
      hasAuthentication: AUTHENTICATION.some((field) => row[field] !== undefined),
    };
  });
}
