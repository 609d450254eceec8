const LOG_NAMES = ['smtp', 'files', 'conn', 'ssl', 'maillog'] as const;

export type LogName = (typeof LOG_NAMES)[number];

/** What is said of a case when it is opened. */
export interface CaseHead {
  /** `benign_…` for what only looks bad. */
  readonly kind: string;
  readonly technique: string;
  readonly entity: string;
  readonly entityType: 'address' | 'domain' | 'host' | 'network' | 'user' | 'template';
  /** Further entities: other sources, accounts, recipients. */
  readonly others?: readonly string[];
  readonly note?: string;
}

const BENIGN_IDS = 100;

const isIncident = ({ kind }: CaseHead): boolean => !/^(benign|background)_/.test(kind);

/** One planted incident or benign look-alike, and what of it came into the logs. */
export class Case {
  readonly head: CaseHead;
  readonly id: string;
  readonly #lines: Partial<Record<LogName, number>> = {};
  readonly #ids = { messageIds: new Set<string>(), queueIds: new Set<string>(), uids: new Set<string>() };
  readonly #others: Set<string>;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;
  #messages = 0;
  #readable = 0;
  #sessions = 0;

  constructor(id: string, head: CaseHead) {
    this.id = id;
    this.head = head;
    this.#others = new Set(head.others);
  }

  /** Counts a line of a log that belongs to the case. */
  line(log: LogName, time: number): void {
    this.#lines[log] = (this.#lines[log] ?? 0) + 1;
    if (time < this.#first) this.#first = time;
    if (time > this.#last) this.#last = time;
  }

  /** Names an entity besides the first. */
  other(entity: string): void {
    if (entity !== this.head.entity) this.#keep(this.#others, entity);
  }

  session(uid: string): void {
    this.#sessions++;
    this.#keep(this.#ids.uids, uid);
  }

  /** A message that Zeek wrote a row with headers for. */
  readable(): void {
    this.#readable++;
  }

  message(messageId: string): void {
    if (messageId === '' || this.#keep(this.#ids.messageIds, messageId)) this.#messages++;
  }

  queued(queueId: string): void {
    this.#keep(this.#ids.queueIds, queueId);
  }

  #keep(set: Set<string>, value: string): boolean {
    if (set.has(value)) return false;
    const isFull = !isIncident(this.head) && set.size >= BENIGN_IDS;
    if (!isFull) set.add(value);
    return true;
  }

  /** The case as truth.json has it; undefined when nothing of it came into the logs. */
  toJson(isoTime: (time: number) => string): object | undefined {
    if (this.#first > this.#last) return undefined;
    const { kind, technique, entity, entityType, note } = this.head;
    return {
      id: this.id,
      kind,
      technique,
      entity,
      entity_type: entityType,
      others: [...this.#others].sort(),
      first_time: isoTime(this.#first),
      last_time: isoTime(this.#last),
      messages: this.#messages,
      readable_messages: this.#readable,
      sessions: this.#sessions,
      lines: this.#lines,
      message_ids: [...this.#ids.messageIds],
      queue_ids: [...this.#ids.queueIds],
      uids: [...this.#ids.uids],
      ...(note !== undefined && { note }),
    };
  }
}

/** All cases of one set of logs. */
export class Truth {
  readonly cases: Case[] = [];
  readonly #counts = new Map<string, number>();

  open(head: CaseHead): Case {
    const count = (this.#counts.get(head.kind) ?? 0) + 1;
    this.#counts.set(head.kind, count);
    const opened = new Case(`${head.kind}-${count}`, head);
    this.cases.push(opened);
    return opened;
  }
}
