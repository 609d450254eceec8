import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench, type Row, rowsOf } from '../cim/loaded-workbench';
import { filesOf, SMALL, type TruthFile } from '../samples/company-logs';
import { readLog } from './read-log';
import { isSeen, sightingsOf } from './sightings';
import { type WholeMessage, wholeMessages } from './whole-messages';

const COMPANY = join(__dirname, '..', '..', 'samples', 'company');
const NAMES = ['smtp.log', 'maillog', 'truth.json'] as const;
type Logs = Readonly<Record<(typeof NAMES)[number], string>>;

/** Logs by name, as text for the judges. */
function bundled(): Logs {
  return {
    'smtp.log': readLog(join(COMPANY, 'smtp.log.gz')),
    maillog: readLog(join(COMPANY, 'maillog.gz')),
    'truth.json': readLog(join(COMPANY, 'truth.json')),
  };
}

function made(settings: Partial<typeof SMALL>): Logs {
  const files = filesOf({ ...SMALL, ...settings });
  return Object.fromEntries(NAMES.map((name) => [name, files.get(name)!])) as unknown as Logs;
}

/** Everything that the tests look at, of one set of logs. */
async function assembledOf(logs: Logs): Promise<{ assembled: Row[]; counted: Row[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'copies-'));
  for (const name of NAMES) writeFileSync(join(folder, name), logs[name]);
  const workbench = await openWorkbench([join(folder, 'smtp.log'), join(folder, 'maillog')]);
  const assembled = await rowsOf(workbench, '`smtp_watch_submissions`');
  const counted = await rowsOf(
    workbench,
    'eventtype=smtp_watch_email | table sourcetype message_id action internal_message_id',
  );
  workbench.engine.close();
  rmSync(folder, { recursive: true });
  return { assembled, counted };
}

/** The queue id, or for refused mail when and by whom: the same words for both judges. */
function nameOf(message: WholeMessage): string {
  const { id, time, src, sender } = message.first;
  return id ?? [time.toFixed(3), src, sender || 'unknown'].join(' ').toLowerCase();
}

function nameOfRow(row: Row): string {
  const id = String(row['internal_message_id']);
  if (!/^[0-9a-f]{32}$/.test(id)) return id;
  return [String(row['time']).slice(0, -3), row['src'], row['src_user']].join(' ');
}

const isCopy = (row: Row): boolean => row['is_copy'] === 'true';
const isOfServer = (row: Row): boolean => row['sourcetype'] === 'smtp:message';
const idOf = (row: Row): string => String(row['message_id']).replace(/^<|>$/g, '');

const SETS = [
  { title: 'the bundled company', logs: bundled() },
  { title: 'a plain day of another', logs: made({ seed: 5, days: 1, size: 30, isPlain: true }) },
  { title: 'amavis, long queue ids', logs: made({ seed: 21, days: 1, size: 9 }) },
];

describe.each(SETS)('$title', ({ logs }) => {
  const messages = wholeMessages(logs.maillog);
  const sightings = sightingsOf(logs['smtp.log']);
  let assembled: Row[];
  let counted: Row[];

  beforeAll(async () => {
    ({ assembled, counted } = await assembledOf(logs));
  }, 60_000);

  test('marked is what both logs hold, as decided by hand', () => {
    const marked = new Set(assembled.filter(isCopy).map(nameOfRow));
    const judged = messages.map((message) => ({ name: nameOf(message), seen: isSeen(message, sightings) }));
    const wrong = judged.filter(({ name, seen }) => seen !== undefined && seen !== marked.has(name));
    expect(wrong).toEqual([]);
    expect(judged.map(({ name }) => name).sort()).toEqual(assembled.map(nameOfRow).sort());
    expect(marked.size).toBeGreaterThan(20);
    expect(marked.size).toBeLessThan(assembled.length);
  });

  /** Counted rows of servers whose Message-ID is counted of a sensor too. */
  const countedOfBoth = (): Row[] => {
    const ofSensor = new Set(counted.filter((row) => !isOfServer(row)).map(idOf));
    return counted.filter((row) => isOfServer(row) && ofSensor.has(idOf(row)));
  };

  test('no Message-ID is counted of both, but of mail that came in anew or was refused first', () => {
    const again = new Set(assembled.filter(isCopy).map(idOf));
    const taken = new Set(
      counted.filter((row) => !isOfServer(row) && row['action'] === 'delivered').map(idOf),
    );
    const unexplained = countedOfBoth().filter(
      (row) => !again.has(idOf(row)) && (taken.has(idOf(row)) || row['action'] !== 'delivered'),
    );
    expect(unexplained).toEqual([]);
  });

  test('what is not marked is counted, and nothing else of the servers', () => {
    const queueIds = (rows: readonly Row[]): unknown[] =>
      rows.map((row) => row['internal_message_id']).sort();
    expect(queueIds(assembled.filter((row) => !isCopy(row)))).toEqual(queueIds(counted.filter(isOfServer)));
  });

  test('no mail is lost: every Message-ID of either log is counted', () => {
    const ids = new Set(counted.map(idOf));
    expect(messages.filter(({ first }) => first.messageId !== '' && !ids.has(first.messageId))).toEqual([]);
    expect(sightings.filter(({ messageId }) => messageId !== '' && !ids.has(messageId))).toEqual([]);
  });

  test('of each planted case as many mails are counted as it has, but for those that came in anew or were refused first', () => {
    const truth = JSON.parse(logs['truth.json']) as TruthFile;
    const cases = truth.cases.filter((one) => one.messages > 0 && one.message_ids.length === one.messages);
    const found = cases.map(({ id, messages: planted, message_ids }) => {
      const isOfCase = (row: Row): boolean => message_ids.includes(idOf(row));
      const ofServer = counted.filter((row) => isOfServer(row) && isOfCase(row));
      const ofSensor = counted.filter((row) => !isOfServer(row) && isOfCase(row));
      const entries = assembled.filter(isOfCase);
      const anew = entries.length - new Set(entries.map(idOf)).size;
      const taken = new Set(ofSensor.filter((row) => row['action'] === 'delivered').map(idOf));
      const refusedFirst = ofServer.filter((row) => row['action'] === 'delivered' && !taken.has(idOf(row)));
      const refused = refusedFirst.filter((row) => ofSensor.some((one) => idOf(one) === idOf(row)));
      const mails = ofServer.length + new Set(ofSensor.map(idOf)).size;
      return { id, mails, isRight: planted <= mails && mails <= planted + anew + refused.length };
    });
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter(({ isRight }) => !isRight)).toEqual([]);
  });
});
