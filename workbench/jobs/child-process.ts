import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { basename, join } from 'node:path';
import { formatStart, type Metadata } from '../../protocol/frame';
import type { AppConf } from '../conf/app';
import type { CommandConf } from '../conf/commands';
import { LOOKUP_FOLDER } from './lookup-files';
import { ReplyReader, ReplyTooLong } from './reply-reader';
import { StderrLines } from './stderr-lines';

/** What the app's launcher gives Node.js, and what it keeps from it. */
const NODE_FLAGS = ['--no-warnings', '--max-old-space-size=4096'];
const DROPPED_VARIABLES = ['NODE_OPTIONS', 'NODE_PATH', 'LD_LIBRARY_PATH'];
const EXIT_GRACE_MS = 5000;
const MEBIBYTE = 2 ** 20;
const MOST_REPLY_BYTES = 4096 * MEBIBYTE;
const MOST_STDERR_BYTES = 16 * MEBIBYTE;
/** Where there are process groups a command is the first of its own, and ends with everything that it has started. */
const HAS_GROUPS = process.platform !== 'win32';

/** Says, in Splunk's words, what is wrong with a search command's process or with what it sent. */
export class ChildFault extends Error {
  override readonly name = 'ChildFault';
}

function exitSentence(code: number | null): string {
  return code === null || code === 0
    ? 'External search command exited unexpectedly.'
    : `External search command exited unexpectedly with non-zero error code ${code}.`;
}

function killGroup(child: ChildProcessWithoutNullStreams): void {
  if (!HAS_GROUPS || child.pid === undefined) {
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nothing of the group runs any more.
  }
}

const running = new Set<ChildProcessWithoutNullStreams>();
// A terminal's Ctrl-C does not reach other process groups.
process.once('exit', () => {
  for (const child of running) killGroup(child);
});

interface Waiting {
  readonly resolve: (metadata: Metadata) => void;
  readonly reject: (error: Error) => void;
}

/** A search command in a process of its own, talked to in strict turns: one reply for each request. */
export class ChildProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #onLog: (line: string) => void;
  #waiting: Waiting | undefined;
  #reader: ReplyReader | undefined;
  #fault: Error | undefined;
  /** Set when the process sent what no reply is: that counts even behind its last reply, other than its exit code. */
  #refused: ChildFault | undefined;
  #hasAnswered = false;
  readonly #closed: Promise<void>;

  /** Starts `command.arg.1` of the command as the app's launcher would, in the app's `bin`, and tells it where lookup files are written to. */
  constructor(conf: CommandConf, { dir, stateDir }: AppConf, onLog: (line: string) => void) {
    const bin = join(dir, 'bin');
    const [script = '', ...args] = conf.args;
    const env = Object.entries(process.env).filter(([name]) => !DROPPED_VARIABLES.includes(name));
    this.#onLog = onLog;
    this.#child = spawn(process.execPath, [...NODE_FLAGS, join(bin, basename(script)), ...args], {
      cwd: bin,
      env: {
        ...Object.fromEntries(env),
        ...(stateDir !== undefined && { SMTP_WATCH_LOOKUPS: join(stateDir, LOOKUP_FOLDER) }),
      },
      stdio: 'pipe',
      detached: HAS_GROUPS,
    });
    running.add(this.#child);
    this.#readStderr();
    this.#child.stdout.on('data', (bytes: Buffer) => this.#take(bytes));
    // A command may end without reading everything; what that means is told by its exit.
    this.#child.stdin.on('error', () => undefined);
    this.#closed = new Promise((resolve) => {
      this.#child.on('error', (error) =>
        this.#fail(new ChildFault(`could not be started: ${error.message}`)),
      );
      this.#child.on('close', (code) => {
        running.delete(this.#child);
        this.#fail(new ChildFault(exitSentence(code)));
        resolve();
      });
    });
  }

  /** Sends one chunk and gives back the metadata of the reply, whose body goes to the sink as it comes. */
  async ask(
    metadata: Metadata,
    body: readonly Uint8Array[],
    sink: (bytes: Buffer) => void,
  ): Promise<Metadata> {
    if (this.#fault) throw this.#fault;
    const bodyBytes = body.reduce((sum, part) => sum + part.length, 0);
    const reply = new Promise<Metadata>((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#reader = new ReplyReader(sink, MOST_REPLY_BYTES);
    });
    this.#child.stdin.write(formatStart(metadata, bodyBytes));
    for (const part of body) this.#child.stdin.write(part);
    return reply;
  }

  /** Says that nothing more will come, and waits until the process has ended; a slow one is ended. */
  async end(): Promise<void> {
    this.#child.stdin.end();
    const timer = setTimeout(() => this.kill(), EXIT_GRACE_MS);
    await this.#closed;
    clearTimeout(timer);
    if (this.#refused) throw this.#refused;
  }

  /** Ends the process and all that it has started. */
  kill(fault?: Error): void {
    if (fault) this.#fail(fault);
    killGroup(this.#child);
  }

  #readStderr(): void {
    const lines = new StderrLines((line) => this.#onLog(`stderr: ${line}`));
    this.#child.stderr.on('data', (bytes: Buffer) => {
      if (lines.bytes > MOST_STDERR_BYTES) return;
      lines.push(bytes);
      if (lines.bytes <= MOST_STDERR_BYTES) return;
      this.#refused = new ChildFault(
        `wrote more than ${MOST_STDERR_BYTES / MEBIBYTE} MiB to standard error.`,
      );
      this.kill(this.#refused);
    });
    this.#child.stderr.on('end', () => lines.end());
  }

  #take(bytes: Buffer): void {
    const reader = this.#reader;
    if (!reader || !this.#waiting) {
      this.refuse('output without a request');
      return;
    }
    try {
      const reply = reader.push(bytes);
      if (!reply) return;
      const { resolve } = this.#waiting;
      this.#waiting = undefined;
      this.#hasAnswered = true;
      resolve(reply);
    } catch (error) {
      if (error instanceof ReplyTooLong) this.#refuseLength(error);
      else this.refuse(error instanceof Error ? error.message : String(error));
    }
  }

  #refuseLength({ message }: ReplyTooLong): void {
    this.#onLog(message);
    this.#refused = new ChildFault(`sent more than ${MOST_REPLY_BYTES / MEBIBYTE} MiB at once.`);
    this.kill(this.#refused);
  }

  /** splunkd shows one sentence for every malformed message and tells what was wrong in search.log alone. */
  refuse(reason: string): ChildFault {
    this.#onLog(`invalid message from external search command: ${reason}`);
    const phase = this.#hasAnswered ? 'search' : 'setup';
    const fault = new ChildFault(
      `Invalid message received from external search command during ${phase}, see search.log.`,
    );
    this.#refused = fault;
    this.kill(fault);
    return fault;
  }

  #fail(fault: Error): void {
    this.#fault ??= fault;
    this.#waiting?.reject(this.#fault);
    this.#waiting = undefined;
  }
}
