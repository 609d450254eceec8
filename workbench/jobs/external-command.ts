import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quoteName } from '../engine/engine';
import { type Field, newField, type Relation } from '../spl/build';
import { ChildFault } from './child-process';
import { Conversation, type ExternalCall } from './external-conversation';
import { type ExternalInput, inputChunks, linesOf, sentColumns } from './external-input';
import { allRows, MergeFault, mergedRows, type Reply } from './external-output';
import type { ExternalSettings } from './external-reply';
import type { SearchRun } from './search-run';
import { Slots } from './slots';

/** Commands of all searches that run at once; more only take the processors from each other. */
const slots = new Slots(4);

/** What a search command failed with: one sentence, as Splunk shows it. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';

  constructor(command: string, sentence: string) {
    super(`Error in '${command}' command: ${sentence}`);
  }
}

/** The rows as a table of them is sent. */
interface StoredInput extends ExternalInput {
  readonly stored: Relation;
}

/** Stores what is sent: only the fields that the command asked for, and `_chunked_idx` when its rows are merged. */
async function storeInput(run: SearchRun, settings: ExternalSettings, input: Relation): Promise<StoredInput> {
  const { type, required } = settings;
  const isChunkwise = type === 'stateful' || type === 'streaming';
  const isIndexed = isChunkwise && required !== undefined;
  const asked = type === 'events' ? undefined : required;
  const fields = isIndexed ? storedFields(input) : input.fields;
  const columns = sentColumns(fields, asked);
  const { table, rows } = await run.store(isIndexed ? input : linesOf(run, input, columns));
  const stored: Relation = { ...input, from: quoteName(table), fields, order: ['rowid'], hidden: [] };
  return { table, rows, columns, isIndexed, isChunkwise, stored };
}

/** All chunks and their answers; an answer is read while the command works on the next chunk. */
async function exchange(conversation: Conversation, run: SearchRun, sent: ExternalInput): Promise<Reply[]> {
  const replies: (Reply | undefined)[] = [];
  let reading: Promise<Reply | undefined> = Promise.resolve(undefined);
  for await (const chunk of inputChunks(run, sent)) {
    const file = await conversation.execute(chunk);
    replies.push(await reading);
    reading = conversation.read(file, chunk);
    reading.catch(() => undefined);
  }
  replies.push(await reading);
  return replies.filter((reply) => reply !== undefined);
}

async function converse(call: ExternalCall, input: Relation, dir: string): Promise<Relation> {
  const { run, external } = call;
  const command = external.conf.name;
  const conversation = new Conversation(call, dir);
  try {
    const settings = await conversation.settings();
    const sent = await storeInput(run, settings, input);
    const replies = await exchange(conversation, run, sent);
    await conversation.end();
    if (sent.isIndexed) return await mergedRows(run, command, sent.stored, replies);
    return await allRows(run, command, replies, input.isTransformed || settings.type === 'reporting');
  } finally {
    conversation.close();
  }
}

/** The fields of a relation once it is stored: under stored names. */
function storedFields(input: Relation): Field[] {
  const fields: Field[] = [];
  for (const { name, kind } of input.fields) fields.push(newField(name, kind, fields));
  return fields;
}

const folders = new Set<string>();
process.once('exit', () => {
  for (const dir of folders) rmSync(dir, { recursive: true, force: true });
});

async function inOwnFolder(call: ExternalCall, input: Relation): Promise<Relation> {
  const dir = mkdtempSync(join(tmpdir(), `smtp-watch-${process.pid}-`));
  folders.add(dir);
  try {
    return await converse(call, input, dir);
  } catch (error) {
    if (error instanceof ChildFault || error instanceof MergeFault)
      throw new CommandFailure(call.external.conf.name, error.message);
    throw error;
  } finally {
    rmSync(dir, { recursive: true, force: true });
    folders.delete(dir);
  }
}

/** The rows that a search command makes of its input, in a process of its own. Throws CommandFailure and Interrupted. */
export async function runExternal(call: ExternalCall, input: Relation): Promise<Relation> {
  if (!call.external.conf.isChunked)
    throw new CommandFailure(call.external.conf.name, 'only commands with chunked = true are supported.');
  const release = await slots.take(call.run.signal);
  try {
    return await inOwnFolder(call, input);
  } finally {
    release();
  }
}
