import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { chunkOf, type Request } from './conversation-file';

export interface Program {
  readonly command: string;
  readonly arguments: readonly string[];
}

export interface Conversation {
  readonly path: string;
  readonly requests: readonly Request[];
  readonly rawArgs: readonly string[];
}

export interface Measurement {
  readonly seconds: number;
  /** Processor time of the program alone: what stays comparable on a machine that does other work. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly repliedBytes: number;
  /** The body of the last reply. */
  readonly lastBody: string;
}

const BUFFER_BYTES = 16 * 1024 * 1024;
const FRAME = /^chunked 1\.0,(\d+),(\d+)\n/;

/**
 * Plays splunkd against a program over two named pipes: each request is written whole, then its reply is read whole.
 * Both ends are blocking, so the time of this process is that of two copies.
 */
export async function converse(
  program: Program,
  conversation: Conversation,
  pipes: Pipes,
): Promise<Measurement> {
  const [childInput, input] = endsOf(pipes.input);
  const [output, childOutput] = endsOf(pipes.output);
  const started = performance.now();
  const child = spawn(program.command, [...program.arguments], {
    stdio: [childInput, childOutput, 'inherit'],
  });
  closeSync(childInput);
  closeSync(childOutput);
  const exit = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 || code === null ? resolve() : reject(new Error(`exit code ${code}`)),
    );
  });
  exit.catch(() => {});
  const talk = new Talk(input, output);
  talk.ask(getinfo(conversation.rawArgs));
  const requests = openSync(conversation.path, 'r');
  for (const request of conversation.requests) talk.forward(requests, request);
  const seconds = (performance.now() - started) / 1000;
  const usage = { peakMegabytes: peakOf(child.pid!), cpuSeconds: cpuSecondsOf(child.pid!) };
  closeSync(requests);
  closeSync(input);
  closeSync(output);
  child.kill('SIGTERM');
  await exit;
  return { seconds, ...usage, repliedBytes: talk.repliedBytes, lastBody: talk.lastBody.toString() };
}

export interface Pipes {
  readonly input: string;
  readonly output: string;
}

/** What Splunk 8.2.1 sends first; the SDK reads all of it. */
export function getinfo(rawArgs: readonly string[]): Buffer {
  const searchinfo = {
    args: rawArgs,
    raw_args: rawArgs,
    dispatch_dir: '',
    sid: '1629786023.114',
    app: 'smtp_watch',
    owner: 'admin',
    username: 'admin',
    session_key: '',
    splunkd_uri: 'https://127.0.0.1:8089',
    splunk_version: '8.2.1',
    search: '',
    maxresultrows: 50_000,
    earliest_time: '0',
    latest_time: '0',
  };
  return chunkOf({ action: 'getinfo', preview: false, searchinfo });
}

/** The reading and the writing end of a named pipe; opened for both first, since opening one end waits for the other. */
function endsOf(path: string): [number, number] {
  const both = openSync(path, 'r+');
  const ends: [number, number] = [openSync(path, 'r'), openSync(path, 'w')];
  closeSync(both);
  return ends;
}

class Talk {
  repliedBytes = 0;
  lastBody = Buffer.alloc(0);
  readonly #input: number;
  readonly #output: number;
  readonly #buffer = Buffer.alloc(BUFFER_BYTES);

  constructor(input: number, output: number) {
    this.#input = input;
    this.#output = output;
  }

  ask(request: Buffer): void {
    this.#write(request, request.length);
    this.#readReply();
  }

  forward(requests: number, { start, bytes }: Request): void {
    const end = start + bytes;
    for (let at = start; at < end; ) {
      const read = readSync(requests, this.#buffer, 0, Math.min(end - at, BUFFER_BYTES), at);
      this.#write(this.#buffer, read);
      at += read;
    }
    this.#readReply();
  }

  #write(bytes: Buffer, length: number): void {
    for (let written = 0; written < length; )
      written += writeSync(this.#input, bytes, written, length - written);
  }

  #readReply(): void {
    let bytes = 0;
    while (this.#buffer.subarray(0, bytes).indexOf('\n') < 0) bytes += this.#read(bytes);
    const header = FRAME.exec(this.#buffer.toString('latin1', 0, Math.min(bytes, 64)));
    if (header === null) throw new Error(`reply is no frame: ${this.#buffer.toString('latin1', 0, 60)}`);
    const bodyStart = header[0].length + Number(header[1]);
    const length = bodyStart + Number(header[2]);
    while (bytes < bodyStart) bytes += this.#read(bytes);
    const metadata = this.#buffer.toString('utf8', header[0].length, bodyStart);
    if (metadata.includes('"error"')) throw new Error(metadata);
    let seen = bytes;
    // Only replies that fit into the buffer are kept; the others are counted.
    while (seen < length) {
      seen += this.#read(length <= BUFFER_BYTES ? seen : 0);
    }
    this.repliedBytes += length;
    if (length <= BUFFER_BYTES) this.lastBody = Buffer.from(this.#buffer.subarray(bodyStart, length));
  }

  #read(at: number): number {
    const bytes = readSync(this.#output, this.#buffer, at, BUFFER_BYTES - at, null);
    if (bytes === 0) throw new Error('the program ended without a reply');
    return bytes;
  }
}

/** User and system time, which the kernel counts in hundredths of a second. */
function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(join('/proc', String(pid), 'stat'), 'utf8');
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) / 100;
}

function peakOf(pid: number): number {
  const status = readFileSync(join('/proc', String(pid), 'status'), 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
