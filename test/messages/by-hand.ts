/** A message as a reader with a pencil would put it together out of Postfix's lines. */
export interface HandMade {
  readonly id: string | undefined;
  messageId: string;
  src: string;
  sender: string;
  user: string;
  readonly recipients: Map<string, string>;
  /** Queue ids under which other servers, or a filter, took it. */
  readonly handedTo: Set<string>;
  /** Addresses of the servers that it was passed on to, or was to be. */
  readonly servers: Set<string>;
  readonly session: string;
  /** When its first line was written, in seconds; not a number where the line names no year. */
  readonly time: number;
  isDone: boolean;
}

interface Line {
  readonly time: number;
  readonly host: string;
  readonly process: string;
  readonly text: string;
}

const LINE = /^(\w{3} [ \d]\d [\d:]{8}|\S+) (\S+) (postfix[^\s[]*)\[(\d+)\]: (.*)$/;
const TO = /^to=<(.*?)>, (?:orig_to=<.*?>, )?relay=[^[,]*(?:\[([^\]]+)\])?.*? status=(\w+) \((.*)\)/;
const REFUSED =
  /^(?:reject|milter-reject): ([A-Z-]+) from [^[]*\[([^\]]+)\](:\d+)?: .*; from=<([^>]*)>,? to=<([^>]*)>,? proto/;

/** Postfix's messages, read line by line with one open message for each host and queue id. */
export class Pencil {
  readonly messages: HandMade[] = [];
  readonly #open = new Map<string, HandMade>();
  readonly #refused = new Map<string, HandMade>();
  readonly #sessions = new Map<string, number>();

  read(text: string): void {
    const [, time = '', host = '', daemon = '', pid = '', rest = ''] = LINE.exec(text) ?? [];
    if (rest === '') return;
    const line = {
      time: Date.parse(time) / 1000,
      host,
      process: `${host} ${daemon.replace(/^.*\//, '')} ${pid}`,
      text: rest,
    };
    if (rest.startsWith('connect from')) {
      this.#sessions.set(line.process, (this.#sessions.get(line.process) ?? 0) + 1);
    } else if (rest.startsWith('NOQUEUE: ')) this.#readRefused({ ...line, text: rest.slice(9) });
    else this.#readQueued(line);
  }

  #sessionOf({ process }: Line): string {
    return `${process} ${this.#sessions.get(process) ?? 0}`;
  }

  #begin(line: Line, id: string | undefined): HandMade {
    const message = {
      id,
      messageId: '',
      src: line.host,
      sender: '',
      user: '',
      recipients: new Map<string, string>(),
      handedTo: new Set<string>(),
      servers: new Set<string>(),
      session: this.#sessionOf(line),
      time: line.time,
      isDone: false,
    };
    this.messages.push(message);
    return message;
  }

  #readRefused(line: Line): void {
    const [, , src = '', port = '', sender = '', recipient = ''] = REFUSED.exec(line.text) ?? [];
    if (recipient === '') return;
    const key = `${this.#sessionOf(line)} ${src}${port} ${sender}`.toLowerCase();
    const message = this.#refused.get(key) ?? this.#begin(line, undefined);
    this.#refused.set(key, message);
    message.src = src;
    message.sender = sender;
    message.recipients.set(recipient.toLowerCase(), 'rejected');
    message.isDone = true;
  }

  #readQueued(line: Line): void {
    const [, id = '', text = ''] = /^([0-9A-Za-z]{5,}): (.*)$/.exec(line.text) ?? [];
    if (!/\d/.test(id)) return;
    const key = `${line.host} ${id}`;
    const isNew = /^(?:client|uid)=/.test(text) || !this.#open.has(key);
    const message = isNew ? this.#begin(line, id) : this.#open.get(key)!;
    this.#open.set(key, message);
    this.#note(message, text);
    if (text === 'removed') {
      message.isDone = true;
      this.#open.delete(key);
    }
  }

  #note(message: HandMade, text: string): void {
    const client = /^client=[^[]*\[([^\]]+)\](?:.*sasl_username=([^\s,]+))?/.exec(text);
    const from = /^from=<(.*?)>, size/.exec(text) ?? /^uid=\d+ from=<(.*)>/.exec(text);
    const to = TO.exec(text);
    const refused = REFUSED.exec(text);
    if (client) [message.src, message.user] = [client[1]!, client[2] ?? ''];
    if (from) message.sender = from[1]!;
    if (text.startsWith('message-id=')) message.messageId = text.slice(11).replace(/^<|>$/g, '');
    if (to) this.#noteDelivery(message, to);
    if (refused) {
      message.recipients.set(refused[5]!.toLowerCase(), 'rejected');
      if (message.sender === '') message.sender = refused[4]!;
      if (refused[1] !== 'RCPT') message.isDone = true;
    }
  }

  #noteDelivery(message: HandMade, [, to = '', server, status = '', answer = '']: RegExpExecArray): void {
    message.recipients.set(to.toLowerCase(), status);
    if (server !== undefined) message.servers.add(server);
    const next = /(?:queued as|OK id=) ?([\w-]+)/.exec(answer)?.[1];
    if (status === 'sent' && next !== undefined) message.handedTo.add(next);
  }
}
