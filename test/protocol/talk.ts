import type { Batch, Command, Declaration } from '../../protocol/declaration';
import { answer, newSession } from '../../protocol/session';

/** Hands pieces of bytes to a command in this process, as if they came in so many reads, and gives back all it says. */
export function talk<const D extends Declaration>(command: Command<D>, pieces: readonly Buffer[]): Buffer {
  const session = newSession(command as Command<Declaration>);
  const said: Buffer[] = [];
  for (const piece of pieces) {
    for (let position = 0; position < piece.length; ) {
      const copied = piece.copy(session.memory.room(), 0, position);
      session.memory.filled(copied);
      position += copied;
      for (let reply = answer(session); reply !== undefined; reply = answer(session)) {
        said.push(reply.start, Buffer.concat(reply.body));
      }
    }
  }
  return Buffer.concat(said);
}

const DECLARATION = {
  name: 'probe',
  arguments: [{ name: 'fail', kind: 'choice', choices: ['never', 'load', 'judge'], default: 'never' }],
  by: [],
  inputs: [
    { as: 'times', fields: ['_time'], column: 'time' },
    { as: 'sizes', fields: ['size'], column: 'number' },
    { as: 'names', fields: ['name', 'other_name'], column: 'key' },
    { as: 'lists', fields: ['list', 'other_list'], column: 'keys' },
    { as: 'texts', fields: ['text', 'other_text'], column: 'text' },
  ],
} as const satisfies Omit<Extract<Declaration, { inputs: unknown }>, 'type' | 'outputs'>;

const OUTPUTS = [
  { name: 'seen_time' },
  { name: 'seen_size' },
  { name: 'seen_name' },
  { name: 'seen_list', isMultivalue: true },
  { name: 'seen_text' },
] as const;

interface Seen {
  readonly seen_time: number[];
  readonly seen_size: number[];
  readonly seen_name: (string | undefined)[];
  readonly seen_list: string[][];
  readonly seen_text: (string | undefined)[];
}

function emptySeen(): Seen {
  return { seen_time: [], seen_size: [], seen_name: [], seen_list: [], seen_text: [] };
}

function see(batch: Batch<typeof DECLARATION & { type: 'stateful'; outputs: [] }>, seen: Seen): void {
  const { names, lists } = batch;
  for (let row = 0; row < batch.rows; row++) {
    seen.seen_time.push(batch.times[row]!);
    seen.seen_size.push(batch.sizes?.[row] ?? Number.NaN);
    const id = names?.ids[row] ?? -1;
    seen.seen_name.push(id < 0 ? undefined : names!.text(id));
    const ids = lists === undefined ? [] : lists.ids.slice(lists.offsets[row], lists.offsets[row + 1]);
    seen.seen_list.push([...ids].map((one) => lists!.text(one)));
    seen.seen_text.push(batch.texts?.(row));
  }
}

/** Commands of the three wire types that answer what they read of every row. */
export const STATEFUL = {
  declaration: { ...DECLARATION, type: 'stateful', outputs: OUTPUTS },
  load: ({ fail }) => {
    if (fail === 'load') throw new Error('no way to\nbegin');
    return {
      type: 'stateful',
      judge: (batch) => {
        if (fail === 'judge') throw new Error('no way to go on');
        const seen = emptySeen();
        see(batch, seen);
        return seen;
      },
    };
  },
} satisfies Command<typeof DECLARATION & { type: 'stateful'; outputs: typeof OUTPUTS }>;

export const EVENTS = {
  declaration: { ...DECLARATION, type: 'events', outputs: OUTPUTS },
  load: () => {
    const seen = emptySeen();
    return { type: 'events', add: (batch) => see(batch, seen), finish: () => seen };
  },
} satisfies Command<typeof DECLARATION & { type: 'events'; outputs: typeof OUTPUTS }>;

export const REPORTING = {
  declaration: { ...DECLARATION, type: 'reporting', outputs: OUTPUTS },
  load: () => {
    const seen = emptySeen();
    return {
      type: 'reporting',
      add: (batch) => see(batch, seen),
      finish: () =>
        seen.seen_time.map((time, row) => ({
          by: [],
          seen_time: time,
          seen_size: seen.seen_size[row],
          seen_name: seen.seen_name[row],
          seen_list: seen.seen_list[row],
          seen_text: seen.seen_text[row],
        })),
    };
  },
} satisfies Command<typeof DECLARATION & { type: 'reporting'; outputs: typeof OUTPUTS }>;
