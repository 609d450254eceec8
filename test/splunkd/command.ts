import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackedApp } from '../package/packaged-app';
import { type RunningCommand, running } from './running';

/** Where the package is unpacked whose commands are talked to. */
let folder: string;

beforeAll(async () => {
  folder = await unpackedApp();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The setting of one command in the commands.conf of the package. */
function setting(command: string, key: string): string {
  const text = readFileSync(join(folder, 'smtp_watch', 'default', 'commands.conf'), 'utf8');
  const stanza = new RegExp(`^\\[${command}\\]\\n((?:(?!\\[).*\\n?)*)`, 'm').exec(text)?.[1] ?? '';
  const value = new RegExp(`^${key.replaceAll('.', '\\.')} = (.*)$`, 'm').exec(stanza)?.[1];
  if (value === undefined) throw new Error(`commands.conf has no ${key} for ${command}`);
  return value;
}

/** Starts a command as its launcher does: Node.js on the bundle that commands.conf names, in the app's bin folder. */
export function start(command: string): RunningCommand {
  if (setting(command, 'filename') !== 'smtp_watch.py')
    throw new Error(`${command} is not started by the launcher`);
  const bin = join(folder, 'smtp_watch', 'bin');
  const bundle = join(bin, setting(command, 'command.arg.1'));
  return running(
    spawn(process.execPath, ['--no-warnings', bundle], { cwd: bin, env: { SPLUNK_HOME: tmpdir() } }),
  );
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
