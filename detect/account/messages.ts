import type { KeyLists, Keys } from '../columns';
import { doubles, wholeNumbers } from '../growing-column';
import { IdMemo } from '../id-memo';
import { type ByKey, sortByKey } from '../login/by-key';
import { MICROSECONDS } from '../login/log-ins';
import { NameTable } from '../login/name-table';

/** What a batch tells of its messages beside the group; a property is left out where no field yields it. */
export interface MessageColumns {
  readonly times?: Float64Array;
  readonly sources?: Keys;
  readonly messageIds?: Keys;
  readonly recipients?: KeyLists;
  /** Results of the recipients in the same order, with `;` between them: what a mail server says of a message it took in. */
  readonly results?: Keys;
  readonly subjects?: Keys;
  readonly replyTos?: Keys;
  readonly agents?: Keys;
  /** Where a webmail server says the message came from. */
  readonly origins?: Keys;
  /** First byte of the last reply, 0 where there is none. */
  readonly replies?: Uint8Array;
}

/** A message as its sender handed it in; names are numbers of the store's tables, -1 where unknown, the time in microseconds. */
export interface Sent {
  readonly time: number;
  readonly source: number;
  readonly recipients: Int32Array;
  readonly refused: number;
  readonly subject: number;
  readonly replyTo: number;
  readonly agent: number;
}

const REFUSED = /^(?:bounced|rejected|failed|expired|undeliverable)/;
const SERVER_SAID = 1;
const FAILURE_DIGITS = new Set([0x34, 0x35]);
const LONGEST_SUBJECT = 120;
const COLUMNS = 8;
/** The second column of source names. */
const ORIGINS = 1;

/** A subject without what makes each of many look new: prefixes of answers, digits, spaces. */
function shapeOf(subject: string): string {
  return subject
    .slice(0, LONGEST_SUBJECT)
    .replace(/^(?:(?:re|fwd?|aw|wg):[ ]{0,4}){1,9}/, '')
    .replace(/[0-9]+/g, '#')
    .replace(/[ ]+/g, ' ');
}

/** Gathers messages of any order: what a mail server and a sensor say of one comes together by its Message-ID. */
export class MessageStore {
  readonly sources: NameTable;
  readonly recipients = new NameTable();
  readonly replyTos = new NameTable();
  readonly #subjects = new NameTable(shapeOf);
  readonly #agents = new NameTable();
  readonly #ids = new NameTable();
  readonly #refused = new IdMemo((text) => text.split(';').filter((one) => REFUSED.test(one.trim())).length);
  readonly #times = doubles();
  readonly #columns = Array.from({ length: COLUMNS }, wholeNumbers);
  readonly #recipientIds = wholeNumbers();
  readonly #offsets = wholeNumbers();
  /** Of each Message-ID the headers that a sensor saw, the last in the alphabet where rows differ. */
  readonly #headers = new Map<number, readonly [subject: number, replyTo: number, agent: number]>();
  #length = 0;

  constructor(sources: NameTable) {
    this.sources = sources;
  }

  /** Keeps a row of a batch where it is a message of that group with time and recipients. */
  add(batch: MessageColumns, row: number, group: number): void {
    const { recipients } = batch;
    const time = batch.times?.[row] ?? Number.NaN;
    const from = recipients?.offsets[row] ?? 0;
    const to = recipients?.offsets[row + 1] ?? 0;
    if (recipients === undefined || Number.isNaN(time) || from === to || group < 0) return;
    const at = this.#length++;
    const listed = this.#offsets.get(at);
    for (let one = from; one < to; one++)
      this.#recipientIds.set(listed + one - from, this.recipients.ofId(recipients, recipients.ids[one]!));
    this.#offsets.set(at + 1, listed + to - from);
    this.#times.set(at, Math.round(time * MICROSECONDS));
    const isServers = (batch.results?.ids[row] ?? -1) >= 0;
    const origin = this.sources.of(batch.origins, row, ORIGINS);
    const values = [
      group,
      origin >= 0 && !isServers ? origin : this.sources.of(batch.sources, row),
      this.#ids.of(batch.messageIds, row),
      isServers ? SERVER_SAID : 0,
      this.#refusedOf(batch, row, to - from),
      this.#subjects.of(batch.subjects, row),
      this.replyTos.of(batch.replyTos, row),
      this.#agents.of(batch.agents, row),
    ];
    for (const [column, value] of values.entries()) this.#columns[column]!.set(at, value);
  }

  /** Reads the messages of each group: a function that gives those of one, in order of time. */
  byGroup(groupCount: number): (group: number) => Sent[] {
    const [groups, , ids, servers] = this.#columns.map(({ values }) => values);
    const told = new Set<number>();
    for (let at = 0; at < this.#length; at++) {
      if (servers![at] === SERVER_SAID) told.add(ids![at]!);
      else this.#keepHeaders(at);
    }
    const own = Int32Array.from({ length: this.#length }, (_, at) =>
      servers![at] !== SERVER_SAID && ids![at]! >= 0 && told.has(ids![at]!) ? -1 : groups![at]!,
    );
    const sorted = sortByKey(own, groupCount);
    return (group) => this.#sentOf(sorted, group);
  }

  #sentOf({ order, starts }: ByKey, group: number): Sent[] {
    const rows = order.subarray(starts[group]!, starts[group + 1]!);
    return Array.from(rows, (at) => this.#sent(at)).sort((left, right) => left.time - right.time);
  }

  #sent(at: number): Sent {
    const [, source, id, , refused, ...own] = this.#columns.map(({ values }) => values[at]!);
    const seen = id! >= 0 ? this.#headers.get(id!) : undefined;
    const [subject, replyTo, agent] = [0, 1, 2].map((field) =>
      own[field]! >= 0 ? own[field]! : (seen?.[field] ?? -1),
    );
    const ids = this.#recipientIds.values.subarray(this.#offsets.get(at), this.#offsets.get(at + 1));
    return {
      time: this.#times.values[at]!,
      source: source!,
      recipients: ids.filter((one) => one >= 0),
      refused: refused!,
      subject: subject!,
      replyTo: replyTo!,
      agent: agent!,
    };
  }

  #keepHeaders(at: number): void {
    const [, , id, , , subject, replyTo, agent] = this.#columns.map(({ values }) => values[at]!);
    if (id! < 0) return;
    const [a = -1, b = -1, c = -1] = this.#headers.get(id!) ?? [];
    this.#headers.set(id!, [
      lastOf(this.#subjects, a, subject!),
      lastOf(this.replyTos, b, replyTo!),
      lastOf(this.#agents, c, agent!),
    ]);
  }

  #refusedOf({ results, replies }: MessageColumns, row: number, recipients: number): number {
    const result = results?.ids[row] ?? -1;
    if (results !== undefined && result >= 0) return this.#refused.get(results, result);
    return FAILURE_DIGITS.has(replies?.[row] ?? 0) ? recipients : 0;
  }
}

function lastOf({ texts }: NameTable, left: number, right: number): number {
  if (left < 0 || right < 0) return Math.max(left, right);
  return texts[left]! > texts[right]! ? left : right;
}
