import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const APP = join(__dirname, '..', '..', 'dist', 'smtp_watch');

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

/** The setting of one command in the commands.conf that is shipped. */
function setting(command: string, key: string): string {
  const text = readFileSync(join(APP, 'default', 'commands.conf'), 'utf8');
  const stanza = new RegExp(`^\\[${command}\\]\\n((?:(?!\\[).*\\n?)*)`, 'm').exec(text)?.[1] ?? '';
  const value = new RegExp(`^${key.replaceAll('.', '\\.')} = (.*)$`, 'm').exec(stanza)?.[1];
  if (value === undefined) throw new Error(`commands.conf has no ${key} for ${command}`);
  return value;
}

/** Starts a command as its launcher does: Node.js on the bundle that commands.conf names, in the app's bin folder. */
export function start(command: string): RunningCommand {
  if (setting(command, 'filename') !== 'smtp_watch.py')
    throw new Error(`${command} is not started by the launcher`);
  const bin = join(APP, 'bin');
  const bundle = join(bin, setting(command, 'command.arg.1'));
  return running(
    spawn(process.execPath, ['--no-warnings', bundle], { cwd: bin, env: { SPLUNK_HOME: tmpdir() } }),
  );
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

/** Says all requests, closes the pipe and gives back what the command said. */
export async function converse(
  command: string,
  requests: readonly Buffer[],
): Promise<{ output: Buffer; errors: string; code: number | null }> {
  const held = start(command);
  held.child.stdin.end(Buffer.concat(requests));
  const code = await held.exit;
  return { output: held.output(), errors: held.errors(), code };
}
