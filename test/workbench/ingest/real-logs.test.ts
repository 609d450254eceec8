import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Event, type LoadedEvents, loadEvents, ROOT } from './events';
import { readZeekRows, type ZeekRow } from './zeek-columns';

const LOGS = join(ROOT, '..', 'shared', 'data', 'zeek');

function smtpLogs(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return smtpLogs(path);
    return /^(smtp\.(log|json)(\.gz)?|headerless.*\.log|zeek_smtp.*\.json)$/.test(name) ? [path] : [];
  });
}

/** Of files with the same content the first: the others' events count once. */
function differing(paths: readonly string[]): string[] {
  const contents = paths.map((path) => readFileSync(path, 'latin1'));
  return paths.filter((_, at) => contents.indexOf(contents[at]!) === at);
}

const files = existsSync(LOGS) ? differing(smtpLogs(LOGS)) : [];
let loaded: LoadedEvents;

beforeAll(async () => {
  if (files.length > 0) loaded = await loadEvents(files);
}, 60_000);

function eventsOf(file: string): Event[] {
  return loaded.events.filter((event) => event['source'] === file);
}

function timeOf(row: ZeekRow): number | undefined {
  const ts = String(row['ts']);
  if (/^[\d.]+$/.test(ts)) return Number(ts);
  const parsed = /^(.*?)(\.\d+)Z?$/.exec(ts);
  return parsed?.[1]?.includes('T') ? Date.parse(`${parsed[1]}Z`) / 1000 + Number(parsed[2]) : undefined;
}

function addresses(values: ZeekRow[string] | undefined): string[] {
  return [values ?? []].flat().map((value) => value.replace(/[<>]/g, '').trim().toLowerCase());
}

function decided(row: ZeekRow): string | undefined {
  const code = String(row['last_reply'] ?? '').slice(0, 3);
  const hasContent = ['date', 'from', 'subject', 'msg_id', 'fuids'].some((name) => row[name]);
  if (code === '250' && hasContent) return 'delivered';
  const isRefusal = /^[45]\d\d$/.test(code) && !['500', '502', '503'].includes(code);
  return isRefusal && (row['mailfrom'] || row['rcptto']) ? 'blocked' : undefined;
}

/** The name under which the server queued the message, else the connection and the message's number in it. */
function queueId(row: ZeekRow): string {
  const queued = /(?:queued as|\bid=)\s*([0-9A-Za-z-]+)/.exec(String(row['last_reply'] ?? ''))?.[1];
  return queued ?? `${row['uid']}:${row['trans_depth']}`;
}

/** What the mail fields have to be, worked out from the columns alone. */
function expectedOf(row: ZeekRow): Record<string, unknown> {
  const recipients = addresses(row['rcptto']);
  const domains = recipients.flatMap((address) => (/@./.test(address) ? address.replace(/^.*@/, '') : []));
  const sender = addresses(row['mailfrom'])[0] || undefined;
  const list = (values: string[]): string[] | undefined => (values.length > 0 ? values : undefined);
  return {
    src: row['id.orig_h'],
    src_port: row['id.orig_p'],
    dest: row['id.resp_h'],
    dest_port: row['id.resp_p'],
    message_id: row['msg_id'] ?? (recipients.length > 0 ? queueId(row) : undefined),
    ...(sender && { src_user: sender, sender_address: sender, user: sender, return_addr: sender }),
    ...(!sender && recipients.length > 0 && { return_addr: '<>' }),
    recipient: list(recipients),
    recipient_address: list(recipients),
    recipient_count: recipients.length > 0 ? String(recipients.length) : undefined,
    recipient_domain: list(
      domains.length > 0 || recipients.length === 0 ? [...new Set(domains)] : ['unknown'],
    ),
    status_code: /^\d{3}/.exec(String(row['last_reply'] ?? ''))?.[0],
    action: decided(row),
    protocol: 'smtp',
    vendor_product: 'Zeek',
  };
}

const SAME_TIME = 1e-6;
const present = files.length > 0 ? files : ['no shared data'];

describe.each(present)('%s', (file) => {
  const check = files.length > 0 ? test : test.skip;

  check('every row is an event with the columns of its row', () => {
    const rows = readZeekRows(file);
    const events = eventsOf(file);
    expect(loaded.files.find((report) => report.file === file)).toMatchObject({
      skippedCount: 0,
      events: rows.length,
    });
    rows.forEach((row, at) => {
      const event = events[at]!;
      const zeek = Object.fromEntries(Object.keys(row).map((name) => [name, event[name]]));
      expect({ ...zeek, ts: 'checked below' }).toEqual({ ...row, ts: 'checked below' });
      expect(event).toMatchObject(
        Object.fromEntries(Object.entries(expectedOf(row)).filter(([, value]) => value !== undefined)),
      );
      for (const [name, value] of Object.entries(expectedOf(row))) {
        if (value === undefined) expect([name, event[name]]).toEqual([name, undefined]);
      }
    });
  });

  check('time is that of the row, or the nearest there is', () => {
    const events = eventsOf(file);
    const modified = files.length > 0 ? statSync(file).mtimeMs / 1000 : 0;
    readZeekRows(file).forEach((row, at) => {
      const time = timeOf(row) ?? modified;
      expect(Math.abs(Number(events[at]!['_time']) - time)).toBeLessThan(SAME_TIME);
    });
  });

  check('no event holds a mark of an unset value', () => {
    for (const event of eventsOf(file)) {
      const marks = Object.entries(event).filter(
        ([name, value]) =>
          !name.startsWith('_') &&
          [value].flat().some((text) => text === '-' || text === '(empty)' || text === 'null' || text === ''),
      );
      expect(marks).toEqual([]);
    }
  });
});

(files.length > 0 ? test : test.skip)('rows that STARTTLS hid are told from sessions and messages', () => {
  const counts = (name: string): Record<string, number> => {
    const found: Record<string, number> = {};
    for (const event of loaded.events.filter(({ source }) =>
      relative(LOGS, String(source)).startsWith(name),
    )) {
      const visibility = String(event['visibility']);
      found[visibility] = (found[visibility] ?? 0) + 1;
    }
    return found;
  };
  // m57: 18 of 21 rows (reference of the data set); the zat rows are all answers to STARTTLS.
  expect(counts('m57_benign_office')).toEqual({ encrypted: 18, message: 3 });
  expect(Object.keys(counts('zat'))).toEqual(['encrypted']);
});
