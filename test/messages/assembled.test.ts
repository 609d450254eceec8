import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkbench, type Row, rowsOf } from '../cim/loaded-workbench';
import { readLog } from './read-log';
import { wholeMessages } from './whole-messages';

const ROOT = join(__dirname, '..', '..');
const CASES = join(ROOT, 'test', 'cases', 'messages');
const COMPARED = [
  'internal_message_id',
  'src',
  'src_user',
  'recipient',
  'recipient_status',
  'action',
  'user',
  'is_copy',
  'spf',
  'dkim_failed',
  'dmarc',
];

async function assembled(files: readonly string[]): Promise<Row[]> {
  const workbench = await openWorkbench(files);
  const rows = await rowsOf(workbench, '`smtp_watch_submissions` | sort 0 _time');
  workbench.engine.close();
  return rows;
}

const texts = (value: unknown): string[] => [value ?? []].flat().map(String);
const statusesOf = (row: Row): string[] => String(row['recipient_status']).split(';');

/** One text for each message: where it came in, from and to whom, and with what result where it went in the end. */
function byHand(file: string): string[] {
  return wholeMessages(readLog(file)).map(({ first, last }) => {
    const pairs = [...last.recipients].map(([to, status]) => `${to} ${status}`).sort();
    return [first.id ?? '-', first.src.toLowerCase(), first.sender.toLowerCase(), ...pairs].join(' | ');
  });
}

function bySearch(row: Row): string {
  const id = String(row['internal_message_id']);
  const statuses = statusesOf(row);
  const pairs = texts(row['recipient']).map((to, at) => `${to} ${statuses[at]}`);
  const sender = row['src_user'] === 'unknown' ? '' : String(row['src_user']);
  return [/^[0-9a-f]{32}$/.test(id) ? '-' : id, row['src'], sender, ...pairs.sort()].join(' | ');
}

test.each(readdirSync(CASES))('%s', async (name) => {
  const expected = JSON.parse(readFileSync(join(CASES, name, 'expected.json'), 'utf8')) as readonly Row[];
  const files = readdirSync(join(CASES, name)).filter((file) => file !== 'expected.json');
  const rows = await assembled(files.map((file) => join(CASES, name, file)));
  const found = rows.map((row, at) =>
    Object.fromEntries(
      COMPARED.flatMap((field) => {
        const isAsked = field === 'is_copy' || field in (expected[at] ?? row);
        if (row[field] === undefined || !isAsked) return [];
        if (field === 'recipient_status') return [[field, statusesOf(row)]];
        return [[field, field === 'recipient' ? texts(row[field]) : row[field]]];
      }),
    ),
  );
  expect(found).toEqual(expected);
  const made = byHand(join(CASES, name, 'maillog'));
  if (made.length > 0) expect(made).toEqual(rows.map(bySearch));
});

const LOGS = [
  join(ROOT, 'samples', 'company', 'maillog.gz'),
  join(ROOT, '..', 'shared', 'data', 'mta', 'postfix_small_mx', 'mail.log.gz'),
];

describe.each(LOGS)('%s', (file) => {
  const check = existsSync(file) ? test : test.skip;

  check(
    'every message is put together as by hand, and once',
    async () => {
      const rows = await assembled([file]);
      expect(rows.length).toBeGreaterThan(100);
      expect(rows.map(bySearch).sort()).toEqual(byHand(file).sort());
    },
    60_000,
  );
});
