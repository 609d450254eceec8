import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Platform } from '../../tools/package/variant';
import { unpackedApp } from '../package/packaged-app';
import { parseReplies } from '../splunkd/reply';
import { getinfo } from '../splunkd/request';
import { running } from '../splunkd/running';

/** Where people who need several Pythons keep them. */
const PYENV = join(homedir(), '.pyenv', 'versions');
const kept = existsSync(PYENV) ? readdirSync(PYENV).sort() : [];
/** The Python of this machine, and one of each other version that Splunk has had. */
export const pythons = new Map(
  ['python3', ...kept.map((name) => join(PYENV, name, 'bin', 'python3'))].flatMap((name) => {
    const asked = 'import sys; print(sys.executable, "%d.%d" % sys.version_info[:2], sep="\\n")';
    const run = spawnSync(name, ['-c', asked], { encoding: 'utf8' });
    const [program = '', version = ''] = run.status === 0 ? run.stdout.split('\n') : [];
    return /^3\.([7-9]|1[0-3])$/.test(version) ? [[version, program] as const] : [];
  }),
);
export const [python = 'python3'] = pythons.values();
/** Describes what needs a Python, where there is one. */
export const whenPython = pythons.size > 0 && process.platform !== 'win32' ? describe : describe.skip;
/** This machine as bundled Node.js is named. */
export const MACHINE = `${process.platform}-${process.arch}` as Platform;
/** What stands in for the program of a package, which is 120 MB. */
export const NODE = `#!/bin/sh\nexec "${process.execPath}" "$@"\n`;

/** Answers getinfo with what Node.js was given, by the name that a stand-in gives itself. */
const BUNDLE = `
const { readSync, writeSync } = require('node:fs');
readSync(0, Buffer.alloc(65536));
const env = ['LD_LIBRARY_PATH', 'NODE_OPTIONS', 'NODE_PATH'].filter((name) => name in process.env);
const json = JSON.stringify({ type: 'stateful', required_fields: [process.env.WHO ?? process.execPath, ...process.argv.slice(2), ...env] });
writeSync(1, 'chunked 1.0,' + Buffer.byteLength(json) + ',0\\n' + json);
`;

/** The folder of the package with a Node.js in it, unpacked. */
export async function unpackedWithNode(): Promise<string> {
  const carried = { platform: MACHINE, version: '0', program: 'bin/node', bytes: Buffer.from(NODE) };
  return join(await unpackedApp('splunk', [{ ...carried, licence: Buffer.from('none') }]), 'smtp_watch');
}

/** Writes a file and the folders that it lies in, and gives its path. */
export function put(file: string, content: string | Buffer, mode = 0o755): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content, { mode });
  return file;
}

/** Where an app folder holds the Node.js of a machine. */
export function runtimeOf(folder: string, machine: string = MACHINE): string {
  return join(folder, 'runtime', machine, 'bin', 'node');
}

/** A Splunk whose path has spaces, with the launcher in its app folder. */
export class FakeSplunk {
  readonly home: string = mkdtempSync(join(tmpdir(), 'smtp watch splunk '));
  readonly app: string = join(this.home, 'etc', 'apps', 'smtp_watch');
  readonly #packaged: string;

  constructor(packaged: string) {
    this.#packaged = packaged;
    this.install(this.app);
  }

  /** Puts the launcher into an app folder, with a command that says how it was started. */
  install(folder: string): void {
    mkdirSync(join(folder, 'bin'), { recursive: true });
    copyFileSync(join(this.#packaged, 'bin', 'smtp_watch.py'), join(folder, 'bin', 'smtp_watch.py'));
    writeFileSync(join(folder, 'bin', 'probe.js'), BUNDLE);
  }

  /** What a program says to the requests, and how it ends. */
  async talk(program: string, args: readonly string[], requests: readonly Buffer[], env = {}) {
    const inherited = { PATH: '/nowhere', SPLUNK_HOME: this.home };
    const held = running(spawn(program, [...args], { env: { ...inherited, ...env } }));
    held.child.stdin.end(Buffer.concat(requests));
    const code = await held.exit;
    return { code, errors: held.errors(), output: held.output() };
  }

  /** What the launcher in an app folder answers to getinfo. */
  async launch(env: Record<string, string> = {}, args: readonly string[] = ['probe.js'], from = this.app) {
    const script = join(from, 'bin', 'smtp_watch.py');
    const { code, errors, output } = await this.talk(python, [script, ...args], [getinfo()], env);
    return { code, errors, metadata: parseReplies(output)[0]?.metadata ?? {} };
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}
