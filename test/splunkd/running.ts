import type { ChildProcessWithoutNullStreams } from 'node:child_process';

/** A command as splunkd holds it: a child process with what it has said so far. */
export interface RunningCommand {
  readonly child: ChildProcessWithoutNullStreams;
  /** Sends bytes; the promise ends when the child or the pipe has taken them. */
  send(bytes: Buffer): Promise<void>;
  output(): Buffer;
  errors(): string;
  /** Ends when so many bytes of output have come. */
  until(bytes: number): Promise<void>;
  /** Ends with the exit code once the child has ended. */
  readonly exit: Promise<number | null>;
}

/** Follows a child process. */
export function running(child: ChildProcessWithoutNullStreams): RunningCommand {
  const pieces: Buffer[] = [];
  let errors = '';
  let heard = 0;
  let wake = (): void => {};
  child.stdout.on('data', (piece: Buffer) => {
    pieces.push(piece);
    heard += piece.length;
    wake();
  });
  child.stderr.on('data', (piece: Buffer) => {
    errors += piece.toString();
  });
  child.stdin.on('error', () => {});
  const exit = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      wake();
      resolve(code);
    });
  });
  return {
    child,
    exit,
    send: (bytes) => new Promise((resolve) => void child.stdin.write(bytes, () => resolve())),
    output: () => Buffer.concat(pieces),
    errors: () => errors,
    until: async (bytes) => {
      while (heard < bytes && child.exitCode === null) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
