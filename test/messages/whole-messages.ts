import { type HandMade, Pencil } from './by-hand';

/** A message with every queue entry that it went through. */
export interface WholeMessage {
  readonly hops: readonly HandMade[];
  readonly first: HandMade;
  /** The entry whose results are those of the message. */
  readonly last: HandMade;
}

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

/** The messages of a mail log that ended, put together with a pencil. */
export function wholeMessages(log: string): WholeMessage[] {
  const pencil = new Pencil();
  for (const line of log.split('\n')) pencil.read(line);
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
  const firstOf = (message: HandMade): HandMade => {
    const from = before.get(message);
    return from ? firstOf(from) : message;
  };
  const lastOf = (message: HandMade): HandMade => {
    const next = after.get(message);
    return next ? lastOf(next) : message;
  };
  const hops = new Map<HandMade, HandMade[]>();
  for (const message of messages) {
    const first = firstOf(message);
    hops.set(first, [...(hops.get(first) ?? []), message]);
  }
  return messages.filter(isCounted).map((first) => ({ hops: hops.get(first)!, first, last: lastOf(first) }));
}
