/** What goes back to a client: a whole body, or pieces of text as they come. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array | AsyncIterable<string>;
}

export type MessageType = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';

export interface Message {
  readonly type: MessageType;
  readonly text: string;
}

/** A reply whose body is the value as JSON. */
export function jsonReply(body: unknown, status = 200): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=UTF-8' },
    body: JSON.stringify(body),
  };
}

/** A reply in splunkd's envelope for messages. */
export function messagesReply(status: number, messages: readonly Message[]): Reply {
  return jsonReply({ messages }, status);
}

/** A request that cannot be served: becomes a reply of this status with the one message. */
export class RestError extends Error {
  override readonly name = 'RestError';
  readonly status: number;
  readonly type: MessageType;

  constructor(status: number, text: string, type: MessageType = 'FATAL') {
    super(text);
    this.status = status;
    this.type = type;
  }

  toReply(): Reply {
    return messagesReply(this.status, [{ type: this.type, text: this.message }]);
  }
}
