import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openWorkbench, type Row, rowsOf } from '../cim/loaded-workbench';
import { type HandMade, Pencil } from './by-hand';

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
];

async function assembled(file: string): Promise<Row[]> {
  const workbench = await openWorkbench([file]);
  const rows = await rowsOf(workbench, 'index=smtp_watch sourcetype="smtp:message" tag=email | sort 0 _time');
  workbench.engine.close();
  return rows;
}

const texts = (value: unknown): string[] => [value ?? []].flat().map(String);
const statusesOf = (row: Row): string[] => String(row['recipient_status']).split(';');

/** Messages that another one of them was handed on from, by the queue id that the next server answered with. */
function handedOn(messages: readonly HandMade[]): Map<HandMade, HandMade> {
  const byId = new Map(messages.map((message) => [`${message.id} ${message.messageId}`, message]));
  return new Map(
    messages.flatMap((from) =>
      [...from.handedTo].flatMap((id): [HandMade, HandMade][] => {
        const next = byId.get(`${id} ${from.messageId}`);
        return next && next !== from ? [[next, from]] : [];
      }),
    ),
  );
}

/** One text for each message: where it came in, from and to whom, and with what result where it went in the end. */
function byHand(file: string): string[] {
  const bytes = readFileSync(file);
  const pencil = new Pencil();
  for (const line of (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n')) {
    pencil.read(line);
  }
  const { messages } = pencil;
  const before = handedOn(messages);
  const after = new Map([...before].map(([next, from]) => [from, next]));
  const queued = new Set(
    messages.filter(({ id }) => id !== undefined).map(({ session, sender }) => `${session} ${sender}`),
  );
  const isCounted = (message: HandMade): boolean =>
    !before.has(message) &&
    message.isDone &&
    message.recipients.size > 0 &&
    (message.id !== undefined || !queued.has(`${message.session} ${message.sender}`));
  return messages.filter(isCounted).map((message) => {
    let last = message;
    while (after.has(last)) last = after.get(last)!;
    const pairs = [...last.recipients].map(([to, status]) => `${to} ${status}`).sort();
    return [message.id ?? '-', message.src.toLowerCase(), message.sender.toLowerCase(), ...pairs].join(' | ');
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
  const rows = await assembled(join(CASES, name, 'maillog'));
  const found = rows.map((row, at) =>
    Object.fromEntries(
      COMPARED.flatMap((field) => {
        if (row[field] === undefined || !(field in (expected[at] ?? row))) return [];
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
      const rows = await assembled(file);
      expect(rows.length).toBeGreaterThan(100);
      expect(rows.map(bySearch).sort()).toEqual(byHand(file).sort());
    },
    60_000,
  );
});
