import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Metadata } from '../../protocol/frame';
import { Interrupted, quoteName } from '../engine/engine';
import { type ExternalCommand, type Field, newField, type Program, type Relation } from '../spl/build';
import { ChildFault, ChildProcess } from './child-process';
import { type ExternalInput, type InputChunk, inputChunks } from './external-input';
import { allRows, MergeFault, mergedRows, type Reply, readReply } from './external-output';
import { type ExternalSettings, errorOf, readInspector, readSettings } from './external-reply';
import { ReplyFile } from './reply-file';
import type { SearchRun } from './search-run';
import type { Workbench } from './workbench';

/** A command that has not answered getinfo by then hangs. */
const SETUP_TIMEOUT_SECONDS = 60;

/** What a search command failed with: one sentence, as Splunk shows it. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';

  constructor(command: string, sentence: string) {
    super(`Error in '${command}' command: ${sentence}`);
  }
}

/** Everything that one run of a search command needs. */
export interface ExternalCall {
  readonly run: SearchRun;
  readonly workbench: Workbench;
  readonly program: Program;
  readonly external: ExternalCommand;
}

function getinfo({ run, workbench, program, external }: ExternalCall, dir: string): Metadata {
  const searchinfo = {
    args: external.args,
    raw_args: external.rawArgs,
    dispatch_dir: dir,
    sid: run.sid,
    app: basename(workbench.app.dir),
    owner: 'admin',
    username: 'admin',
    session_key: '',
    splunkd_uri: 'https://127.0.0.1:8089',
    splunk_version: '10.2.3',
    search: encodeURIComponent(program.expanded),
    command: external.conf.name,
    maxresultrows: 50_000,
    earliest_time: String(run.range.earliest ?? 0),
    latest_time: String(run.range.latest ?? 0),
  };
  return { action: 'getinfo', preview: false, streaming_command_will_restart: false, searchinfo };
}

/** A conversation with one process; every reply's messages and error are taken before its rows. */
class Conversation {
  readonly #call: ExternalCall;
  readonly #child: ChildProcess;
  readonly #dir: string;
  readonly #abort = (): void => this.#child.kill(new Interrupted());
  #replies = 0;

  constructor(call: ExternalCall, dir: string) {
    this.#call = call;
    this.#dir = dir;
    this.#child = new ChildProcess(call.external.conf, call.workbench.app.dir, call.run.log);
    call.run.signal?.addEventListener('abort', this.#abort, { once: true });
    if (call.run.signal?.aborted) this.#abort();
  }

  async settings(): Promise<ExternalSettings> {
    const reply = await this.#ask(getinfo(this.#call, this.#dir), [], undefined, SETUP_TIMEOUT_SECONDS);
    return readSettings(reply);
  }

  /** Sends a chunk of rows and takes in the answer. */
  async execute(chunk: InputChunk): Promise<ReplyFile> {
    const file = new ReplyFile(join(this.#dir, `reply-${++this.#replies}.csv`));
    const maxWait = Number(this.#call.external.conf.stanza.settings.get('maxwait')?.value ?? 0);
    try {
      const reply = await this.#ask({ action: 'execute', finished: chunk.isLast }, chunk.body, file, maxWait);
      if (chunk.isLast && reply['finished'] !== true)
        throw this.#child.refuse('reply to the last chunk is not finished');
      return file;
    } catch (error) {
      file.remove();
      throw error;
    }
  }

  /** Reads the rows of an answer that has come in; undefined when it has none. */
  async read(file: ReplyFile, chunk: InputChunk): Promise<Reply | undefined> {
    try {
      return file.bytes === 0 ? undefined : await readReply(this.#call.run, file, chunk);
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      throw this.#child.refuse(error instanceof Error ? error.message : String(error));
    } finally {
      file.remove();
    }
  }

  end(): Promise<void> {
    return this.#child.end();
  }

  /** Leaves nothing behind, whatever has happened. */
  close(): void {
    this.#call.run.signal?.removeEventListener('abort', this.#abort);
    this.#child.kill();
  }

  async #ask(
    metadata: Metadata,
    body: readonly Uint8Array[],
    file: ReplyFile | undefined,
    seconds: number,
  ): Promise<Metadata> {
    const { run } = this.#call;
    const silent = (): void => this.#child.kill(new ChildFault(`did not answer within ${seconds} seconds`));
    const timer = seconds > 0 ? setTimeout(silent, seconds * 1000) : undefined;
    const sink = (bytes: Buffer): void => {
      if (file) file.write(bytes);
      else throw new Error('a body in the answer to getinfo');
    };
    try {
      const reply = await this.#child.ask(metadata, body, sink);
      for (const message of readInspector(reply, run.log)) run.message(message);
      const error = errorOf(reply);
      if (error !== undefined) throw new ChildFault(error);
      return reply;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** What is sent: only the fields that the command asked for, and `_chunked_idx` when its rows are merged. */
function inputOf(
  settings: ExternalSettings,
  table: string,
  fields: readonly Field[],
  rows: number,
): ExternalInput {
  const { type, required } = settings;
  const isChunkwise = type === 'stateful' || type === 'streaming';
  const isIndexed = isChunkwise && required !== undefined;
  const narrows = required !== undefined && type !== 'events';
  return { table, fields, rows, isIndexed, isChunkwise, ...(narrows && { required }) };
}

/** Of the rows, what the command or those after it can see. */
function seenBy({ type, required }: ExternalSettings, input: Relation): Relation {
  if (type !== 'reporting' || required === undefined) return input;
  return { ...input, fields: input.fields.filter((field) => required.includes(field.name)) };
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
    const seen = seenBy(settings, input);
    const table = await run.store(seen);
    const fields = storedFields(seen);
    const stored: Relation = { ...seen, from: quoteName(table), fields, order: ['rowid'], hidden: [] };
    const rows = await run.count({ steps: [], from: stored.from });
    const sent = inputOf(settings, table, fields, rows);
    const replies = await exchange(conversation, run, sent);
    await conversation.end();
    if (sent.isIndexed) return await mergedRows(run, command, stored, replies);
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

/** The rows that a search command makes of its input, in a process of its own. Throws CommandFailure and Interrupted. */
export async function runExternal(call: ExternalCall, input: Relation): Promise<Relation> {
  const command = call.external.conf.name;
  if (!call.external.conf.isChunked)
    throw new CommandFailure(command, 'only commands with chunked = true are supported.');
  const dir = mkdtempSync(join(tmpdir(), 'smtp-watch-'));
  try {
    return await converse(call, input, dir);
  } catch (error) {
    if (error instanceof ChildFault || error instanceof MergeFault)
      throw new CommandFailure(command, error.message);
    throw error;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
