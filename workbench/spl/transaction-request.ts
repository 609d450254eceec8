import type { Argument, ArgumentReader } from './arguments';
import { type EventFilter, readEventFilter } from './event-filter';
import { LIMITS } from './limits';
import type { TransactionRules } from './transactions';

export const TRANSACTION_OPTIONS = {
  maxspan: '<int>[s|m|h|d]',
  maxpause: '<int>[s|m|h|d]',
  maxevents: '<int>',
  startswith: '"<search>" | (<search>) | eval(<expression>)',
  endswith: '"<search>" | (<search>) | eval(<expression>)',
  connected: '<bool>',
  unifyends: '<bool>',
  keepevicted: '<bool>',
  maxopentxn: '<int>',
  maxopenevents: '<int>',
  mvlist: '<bool> | <field-list>',
  mvraw: '<bool>',
  delim: '<string>',
  nullstr: '<string>',
};

/** Transactions are looked up by every choice of their fields. */
const MOST_FIELDS = 8;

/** A transaction command as it was written. */
export interface TransactionRequest {
  readonly fields: readonly string[];
  readonly start: EventFilter | undefined;
  readonly end: EventFilter | undefined;
  readonly rules: TransactionRules;
  readonly keepsEvicted: boolean;
  /** Whether the values of a field are shown as they came and not as a set. */
  readonly isList: (field: string) => boolean;
  readonly nullText: string;
  readonly isRawList: boolean;
  /** What stands between events in the text of a transaction. */
  readonly delimiter: string;
  failUnsorted(): never;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function readSeconds(
  reader: ArgumentReader,
  options: ReadonlyMap<string, Argument>,
  name: string,
): number | undefined {
  const written = options.get(name);
  if (!written) return undefined;
  const match = /^(-?\d{1,9})([smhd]?)$/.exec(written.text);
  if (!match)
    return reader.fail(written, `${name} expects a number with s, m, h or d, found "${written.text}"`);
  const count = Number(match[1]);
  return count < 0 ? undefined : count * UNIT_SECONDS[match[2] || 's']!;
}

function readCount(
  reader: ArgumentReader,
  options: ReadonlyMap<string, Argument>,
  name: string,
  normally: number,
): number {
  const written = options.get(name);
  if (!written) return normally;
  return written.text.startsWith('-') ? Infinity : reader.integer(written, name, 1);
}

interface Written {
  readonly fields: readonly Argument[];
  readonly options: ReadonlyMap<string, Argument>;
  readonly filters: ReadonlyMap<string, EventFilter>;
}

/** Fields and options in any order. */
function readWritten(reader: ArgumentReader): Written {
  const fields: Argument[] = [];
  const options = new Map<string, Argument>();
  const filters = new Map<string, EventFilter>();
  while (!reader.isAtEnd) {
    const name = reader.next.text.toLowerCase();
    const isFilter = reader.signAfterNext === '=' && (name === 'startswith' || name === 'endswith');
    const option = isFilter ? undefined : reader.tryOption();
    if (isFilter) filters.set(name, readEventFilter(reader));
    else if (option) options.set(option.name, option.value);
    else fields.push(reader.expectField());
    reader.trySign(',');
  }
  if (fields.length > MOST_FIELDS)
    reader.fail(fields.at(-1)!, `transaction takes ${MOST_FIELDS} fields at most, found ${fields.length}`);
  return { fields, options, filters };
}

function readRules(reader: ArgumentReader, { options, filters }: Written): TransactionRules {
  const isConnected = reader.flag(options, 'connected', true);
  return {
    maxSpan: readSeconds(reader, options, 'maxspan'),
    maxPause: readSeconds(reader, options, 'maxpause'),
    maxEvents: readCount(reader, options, 'maxevents', LIMITS.transactionEvents.value),
    hasStart: filters.has('startswith'),
    hasEnd: filters.has('endswith'),
    isConnected,
    unifiesEnds: reader.flag(options, 'unifyends', isConnected),
    maxOpen: readCount(reader, options, 'maxopentxn', LIMITS.openTransactions.value),
    maxOpenEvents: readCount(reader, options, 'maxopenevents', LIMITS.openEvents.value),
  };
}

/** Which fields are shown as lists: all, none or those named. */
function readLists(reader: ArgumentReader, written: Argument | undefined): (field: string) => boolean {
  if (!written) return () => false;
  if (/^(?:t|f|true|false|1|0|y|n|yes|no)$/i.test(written.text)) {
    const all = reader.boolean(written, 'mvlist');
    return () => all;
  }
  const listed = new Set(written.text.split(/[\s,]+/));
  return (field) => listed.has(field);
}

/** Reads the arguments of transaction. Throws SearchError. */
export function readTransaction(reader: ArgumentReader): TransactionRequest {
  const first = reader.next;
  const written = readWritten(reader);
  const { fields, options, filters } = written;
  const isRawSplit = reader.flag(options, 'mvraw', false);
  const delimiter = options.get('delim');
  return {
    fields: [...new Set(fields.map(({ text }) => text))],
    start: filters.get('startswith'),
    end: filters.get('endswith'),
    rules: readRules(reader, written),
    keepsEvicted: reader.flag(options, 'keepevicted', false),
    isList: readLists(reader, options.get('mvlist')),
    isRawList: isRawSplit && !delimiter,
    delimiter: isRawSplit && delimiter ? delimiter.text : '\n',
    nullText: options.get('nullstr')?.text ?? 'NULL',
    failUnsorted: () => reader.fail(first, 'transaction expects rows sorted by _time, the newest first'),
  };
}
