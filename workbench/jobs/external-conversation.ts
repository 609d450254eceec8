import { basename, join } from 'node:path';
import type { Metadata } from '../../protocol/frame';
import { Interrupted } from '../engine/engine';
import type { ExternalCommand, Program } from '../spl/build';
import { ChildFault, ChildProcess } from './child-process';
import type { InputChunk } from './external-input';
import { type Reply, readReply } from './external-output';
import { type ExternalSettings, errorOf, readInspector, readSettings } from './external-reply';
import { ReplyFile } from './reply-file';
import type { SearchRun } from './search-run';
import type { Workbench } from './workbench';

/** A command that has not answered getinfo by then hangs. */
const SETUP_TIMEOUT_SECONDS = 60;

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

/** The conversation with the process of one search command; every reply's messages and error are taken before its rows. */
export class Conversation {
  readonly #call: ExternalCall;
  readonly #child: ChildProcess;
  readonly #dir: string;
  readonly #abort = (): void => this.#child.kill(new Interrupted());
  #replies = 0;

  constructor(call: ExternalCall, dir: string) {
    this.#call = call;
    this.#dir = dir;
    this.#child = new ChildProcess(call.external.conf, call.workbench.app, call.run.log);
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
