import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Platform } from '../../tools/package/variant';
import { unpackedApp } from '../package/packaged-app';
import { framesOf, hasRecordings, recordings } from '../splunkd/recordings';
import { parseReplies } from '../splunkd/reply';
import { execute, getinfo } from '../splunkd/request';
import { running } from '../splunkd/running';

/** Where people who need several Pythons keep them. */
const PYENV = join(homedir(), '.pyenv', 'versions');
const kept = existsSync(PYENV) ? readdirSync(PYENV).sort() : [];
/** The Python of this machine, and one of each other version that Splunk has had. */
const pythons = new Map(
  ['python3', ...kept.map((name) => join(PYENV, name, 'bin', 'python3'))].flatMap((name) => {
    const asked = 'import sys; print(sys.executable, "%d.%d" % sys.version_info[:2], sep="\\n")';
    const run = spawnSync(name, ['-c', asked], { encoding: 'utf8' });
    const [program = '', version = ''] = run.status === 0 ? run.stdout.split('\n') : [];
    return /^3\.([7-9]|1[0-3])$/.test(version) ? [[version, program] as const] : [];
  }),
);
const [python = 'python3'] = pythons.values();
const whenPython = pythons.size > 0 && process.platform !== 'win32' ? describe : describe.skip;
const MACHINE = `${process.platform}-${process.arch}` as Platform;
/** Stands in for the program of a package, which is 120 MB. */
const NODE = `#!/bin/sh\nexec "${process.execPath}" "$@"\n`;

/** Answers getinfo with what Node.js was given, by the name that a stand-in gives itself. */
const BUNDLE = `
const { readSync, writeSync } = require('node:fs');
readSync(0, Buffer.alloc(65536));
const env = ['LD_LIBRARY_PATH', 'NODE_OPTIONS', 'NODE_PATH'].filter((name) => name in process.env);
const json = JSON.stringify({ type: 'stateful', required_fields: [process.env.WHO ?? process.execPath, ...process.argv.slice(2), ...env] });
writeSync(1, 'chunked 1.0,' + Buffer.byteLength(json) + ',0\\n' + json);
`;

whenPython('the launcher of the package', () => {
  /** The package with a Node.js in it, unpacked. */
  let packaged: string;
  /** A Splunk whose path has spaces, with the app in it. */
  let home: string;
  let app: string;

  beforeAll(async () => {
    const carried = { platform: MACHINE, version: '0', program: 'bin/node', bytes: Buffer.from(NODE) };
    const folder = await unpackedApp('splunk', [{ ...carried, licence: Buffer.from('none') }]);
    packaged = join(folder, 'smtp_watch');
  });

  afterAll(() => rmSync(dirname(packaged), { recursive: true, force: true }));

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'smtp watch splunk '));
    app = join(home, 'etc', 'apps', 'smtp_watch');
    install(app);
  });

  afterEach(() => rmSync(home, { recursive: true, force: true }));

  /** Puts the launcher into an app folder, with a command that says how it was started. */
  function install(folder: string): void {
    mkdirSync(join(folder, 'bin'), { recursive: true });
    copyFileSync(join(packaged, 'bin', 'smtp_watch.py'), join(folder, 'bin', 'smtp_watch.py'));
    writeFileSync(join(folder, 'bin', 'probe.js'), BUNDLE);
  }

  function put(file: string, content: string | Buffer, mode = 0o755): string {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode });
    return file;
  }

  const runtimeOf = (folder: string, machine: string = MACHINE): string =>
    join(folder, 'runtime', machine, 'bin', 'node');

  async function talk(program: string, args: readonly string[], requests: readonly Buffer[], env = {}) {
    const held = running(spawn(program, [...args], { env: { PATH: '/nowhere', SPLUNK_HOME: home, ...env } }));
    held.child.stdin.end(Buffer.concat(requests));
    const code = await held.exit;
    return { code, errors: held.errors(), output: held.output() };
  }

  async function launch(
    env: Record<string, string> = {},
    args: readonly string[] = ['probe.js'],
    from = app,
  ) {
    const script = join(from, 'bin', 'smtp_watch.py');
    const { code, errors, output } = await talk(python, [script, ...args], [getinfo()], env);
    return { code, errors, metadata: parseReplies(output)[0]?.metadata ?? {} };
  }

  test.each([...pythons])(
    'starts a command of the package with the Node.js in it, by Python %s',
    async (_, program) => {
      const folder = join(home, 'etc', 'apps', 'packaged');
      cpSync(packaged, folder, { recursive: true });
      const bin = join(folder, 'bin');
      const requests = [getinfo(), execute(true, 'from,mailfrom\na@example.com,b@example.net\n')];
      const [launched, direct] = await Promise.all([
        talk(program, [join(bin, 'smtp_watch.py'), 'smtpspoof.js'], requests),
        talk(process.execPath, [join(bin, 'smtpspoof.js')], requests),
      ]);
      expect([launched.code, launched.errors]).toEqual([0, '']);
      expect(parseReplies(launched.output)).toHaveLength(2);
      expect(launched.output.equals(direct.output)).toBe(true);
      expect(existsSync(join(bin, '__pycache__'))).toBe(false);
    },
  );

  (hasRecordings ? test : test.skip)('hands recorded conversations through unchanged', async () => {
    const bin = join(packaged, 'bin');
    const conversations = recordings().flatMap((name) => {
      const bodies = framesOf(name).flatMap(({ metadata, body }) =>
        metadata['action'] === 'execute' ? [body] : [],
      );
      if (bodies.length === 0) return [];
      return [[getinfo(), ...bodies.map((body, at) => execute(at === bodies.length - 1, body))]];
    });
    expect(conversations.length).toBeGreaterThan(0);
    for (const requests of conversations) {
      const launched = await talk(python, [join(bin, 'smtp_watch.py'), 'smtpspoof.js'], requests);
      const direct = await talk(process.execPath, [join(bin, 'smtpspoof.js')], requests);
      expect([launched.code, launched.errors]).toEqual([0, '']);
      expect(launched.output.equals(direct.output)).toBe(true);
    }
  });

  test('starts Node.js with the rest of its arguments and without the settings of others', async () => {
    const env = {
      SMTP_WATCH_NODE: process.execPath,
      LD_LIBRARY_PATH: '/opt/splunk/lib',
      NODE_OPTIONS: '',
      NODE_PATH: '/x',
    };
    const { code, errors, metadata } = await launch(env, ['probe.js', 'one', 'two']);
    expect([code, errors, metadata['required_fields']]).toEqual([0, '', [process.execPath, 'one', 'two']]);
  });

  test('takes the Node.js configured, then the one of the package, then of the PATH, then of old Splunk', async () => {
    const named = (name: string) => `#!/bin/sh\nWHO=${name} exec "${process.execPath}" "$@"\n`;
    const who = async (env = {}) => (await launch(env)).metadata['required_fields'];
    put(join(home, 'bin', 'node'), named('splunk'));
    expect(await who()).toEqual(['splunk']);
    put(join(home, 'on path', 'node'), named('path'));
    const env = { PATH: join(home, 'on path') };
    expect(await who(env)).toEqual(['path']);
    put(runtimeOf(app), named('bundled'));
    expect(await who(env)).toEqual(['bundled']);
    put(
      join(app, 'local', 'smtp_watch.conf'),
      `# ours\n[runtime]\nnode = ${put(join(home, 'own', 'node'), named('conf'))}\n`,
    );
    expect(await who(env)).toEqual(['conf']);
    expect(await who({ ...env, SMTP_WATCH_NODE: put(join(home, 'a', 'node'), named('env')) })).toEqual([
      'env',
    ]);
  });

  test('finds the Node.js of the app from the folder into which an indexer unpacks a knowledge bundle', async () => {
    const bundle = join(home, 'var', 'run', 'searchpeers', 'head one-1700000000', 'apps', 'smtp_watch');
    install(bundle);
    expect((await launch({}, ['probe.js'], bundle)).metadata['error']).toContain(
      'Node.js 20 or newer was not found',
    );
    for (const folder of ['apps', 'peer-apps', 'slave-apps']) {
      const program = put(runtimeOf(join(home, 'etc', folder, 'smtp_watch')), NODE);
      expect((await launch({}, ['probe.js'], bundle)).metadata['type']).toBe('stateful');
      rmSync(program);
    }
  });

  test('says in one sentence what to do when no Node.js is there', async () => {
    const { code, errors, metadata } = await launch({});
    expect([code, errors]).toEqual([0, '']);
    expect(metadata).toEqual({
      finished: true,
      error:
        'Node.js 20 or newer was not found; install it on the PATH of splunkd, or write its path as "node = <path>" under [runtime] in local/smtp_watch.conf of the app',
    });
  });

  test('passes over what is missing, too old or no Node.js, and names it', async () => {
    const old = put(join(home, 'old', 'node'), '#!/bin/sh\necho v8.17.0\n');
    const other = put(join(home, 'bin', 'node'), '#!/bin/sh\necho hello\n');
    const broken = put(runtimeOf(app), '#!/bin/sh\necho "node: version GLIBC_2.28 not found" >&2\nexit 1\n');
    put(join(app, 'local', 'smtp_watch.conf'), '[runtime]\nnode = /no/such/node\n');
    const { metadata } = await launch({ SMTP_WATCH_NODE: old });
    expect(metadata['error']).toContain(
      `(${old} is version 8; /no/such/node is missing; ${broken} cannot be started: node: version GLIBC_2.28 not found; ${other} is no Node.js)`,
    );
    rmSync(other);
    symlinkSync(process.execPath, other);
    expect((await launch({ SMTP_WATCH_NODE: old })).metadata['type']).toBe('stateful');
  });

  test('names the machine where the package is for others, and a program of another processor', async () => {
    put(runtimeOf(app, 'sunos-sparc'), NODE);
    const { metadata } = await launch({});
    expect(metadata['error']).toContain(
      `(the package carries it for sunos-sparc, this machine is ${MACHINE.replace('win32', 'win')})`,
    );
    // An ELF header for 64-bit SPARC, and nothing behind it.
    const elf = Buffer.alloc(128);
    elf.write('7f454c460202010000000000000000000002002b00000001', 'hex');
    const program = put(runtimeOf(app), elf);
    expect((await launch({})).metadata['error']).toContain(
      `(${program} cannot be started: [Errno 8] Exec format error`,
    );
  });

  test('makes a runtime executable that a package has made plain', async () => {
    put(runtimeOf(app), NODE, 0o644);
    expect((await launch({})).metadata['type']).toBe('stateful');
  });

  test('names the bundle that is missing', async () => {
    const { metadata } = await launch({ SMTP_WATCH_NODE: process.execPath }, ['../../other.js']);
    expect(metadata['error']).toBe(
      `the bundle ${join(app, 'bin', 'other.js')} is missing; install the app again`,
    );
  });

  test('gives Node.js its own pipes where a process cannot become another, and its exit code to splunkd', async () => {
    const code = [
      'import sys, types',
      `sys.path.insert(0, ${JSON.stringify(join(app, 'bin'))})`,
      'sys.dont_write_bytecode = True',
      'import smtp_watch',
      "smtp_watch.os = types.SimpleNamespace(name='nt')",
      'sys.exit(smtp_watch.start(sys.argv[1:], {}))',
    ].join('\n');
    const answer = 'process.stdin.on("data", (d) => { process.stdout.write(d); process.exitCode = 7; })';
    const {
      code: exit,
      errors,
      output,
    } = await talk(python, ['-c', code, process.execPath, '-e', answer], [Buffer.from('\x00bytes\r\n')]);
    expect([exit, errors, output.toString('latin1')]).toEqual([7, '', '\x00bytes\r\n']);
  });

  test('is written in the Python that the oldest Splunk brings', () => {
    const check = 'import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 7))';
    const input = readFileSync(join(packaged, 'bin', 'smtp_watch.py'), 'utf8');
    const run = spawnSync(python, ['-c', check], { input, encoding: 'utf8' });
    expect([run.status, run.stderr]).toEqual([0, '']);
  });
});
