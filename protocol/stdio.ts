import { readSync, writeSync } from 'node:fs';
import type { Command, Declaration } from './declaration';
import { answer, failure, newSession, type Reply } from './session';

const INPUT = 0;
const OUTPUT = 1;
const LOG = 2;
const RETRY_MILLISECONDS = 1;
/** What Windows and POSIX say when splunkd has closed its end, as it does after `head` or a cancelled search. */
const CLOSED: readonly (string | undefined)[] = ['EOF', 'EPIPE', 'ECONNRESET'];

/**
 * Runs a command on standard input and output until splunkd closes them; exit code 0 but for input that is no frame.
 * Descriptors are read and written synchronously: `process.stdin` and `process.stdout` are never touched, since either
 * would make them non-blocking and cut replies off at exit.
 */
export function serve<const D extends Declaration>(command: Command<D>): void {
  console.log = console.error;
  const session = newSession(command as Command<Declaration>);
  try {
    for (let bytes = read(session.memory.room()); bytes > 0; bytes = read(session.memory.room())) {
      session.memory.filled(bytes);
      for (let reply = answer(session); reply !== undefined; reply = answer(session)) write(reply);
    }
  } catch (error) {
    if (!isClosed(error)) end(error as Error);
  }
}

function end(error: Error): void {
  process.exitCode = 1;
  try {
    write({ ...failure(error), log: error.message });
  } catch {
    // Nobody is left to tell.
  }
}

function read(room: Buffer): number {
  for (;;) {
    try {
      return readSync(INPUT, room);
    } catch (error) {
      if (isClosed(error)) return 0;
      waitOrThrow(error);
    }
  }
}

function write({ start, body, log }: Reply): void {
  if (log !== undefined) writeAll(LOG, Buffer.from(`${log}\n`));
  writeAll(OUTPUT, start);
  for (const piece of body) writeAll(OUTPUT, piece);
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      waitOrThrow(error);
    }
  }
}

/** A descriptor that somebody made non-blocking says EAGAIN instead of waiting. */
function waitOrThrow(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MILLISECONDS);
}

function isClosed(error: unknown): boolean {
  return CLOSED.includes((error as NodeJS.ErrnoException).code);
}
