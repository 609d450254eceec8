import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { getDomain } from 'tldts';
import type { Keys } from '../../../../detect/columns';
import { Spoof, type SpoofBatch } from '../../../../detect/spoof';
import type { BrandDomain } from '../../../../detect/spoof/brands';
import { SIGNS, type SignCode } from '../../../../detect/spoof/signs';
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

const RESULTS = ['dmarc', 'spf', 'dkim', 'dkim_failed'];

type Row = Readonly<Record<string, string | undefined>>;

/** A mail of the labelled headers with the signs that smtpspoof sees in it by the fields of Zeek alone. */
export interface LabelledMail {
  readonly label: Label;
  /** Registered domain of From: all customers of a hosting service are one; so are all mails without any domain. */
  readonly domain: string;
  readonly codes: readonly SignCode[];
  readonly verdict: string;
  /** The points that results of authentication add; undefined where the mail has none. */
  readonly resultPoints: number | undefined;
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

const pointsOf = (codes: readonly SignCode[]): number =>
  codes.reduce((sum, code) => sum + SIGNS[code].weight, 0);

const hasResults = (row: Row): boolean => RESULTS.some((field) => row[field] !== undefined);

const withoutResults = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([field]) => !RESULTS.includes(field)));

/**
 * Every mail of a file of labelled headers, the one beside the project as a rule, judged by smtpspoof; undefined where
 * the file is not there.
 */
export function labelledMails(file = FILE): readonly LabelledMail[] | undefined {
  if (!existsSync(file)) return undefined;
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  const rows = lines.map((line) => withoutRedactions(JSON.parse(line)));
  const spoof = new Spoof({ brands: brands() });
  const { judgements, froms, author } = spoof.judge(batchOf(rows.map(withoutResults)));
  const full = spoof.judge(batchOf(rows)).judgements;
  return rows.map((row, index) => {
    const domain = author(froms[index]!)?.header.domain;
    const { reasons, verdict } = spoof.judgement(judgements[index]!);
    return {
      label: row['label'] as Label,
      domain: domain === undefined ? '(none)' : registeredDomain(domain),
      codes: reasons,
      verdict,
      resultPoints: hasResults(row)
        ? pointsOf(spoof.judgement(full[index]!).reasons) - pointsOf(reasons)
        : undefined,
    };
  });
}
