import { rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FakeSplunk, MACHINE, NODE, put, runtimeOf, unpackedWithNode, whenPython } from './fake-splunk';

whenPython('the launcher finds Node.js', () => {
  let packaged: string;
  let splunk: FakeSplunk;

  beforeAll(async () => {
    packaged = await unpackedWithNode();
  });

  afterAll(() => rmSync(dirname(packaged), { recursive: true, force: true }));

  beforeEach(() => {
    splunk = new FakeSplunk(packaged);
  });

  afterEach(() => splunk.remove());

  test('takes the Node.js configured, then the one of the package, then of the PATH, then of old Splunk', async () => {
    const named = (name: string) => `#!/bin/sh\nWHO=${name} exec "${process.execPath}" "$@"\n`;
    const who = async (env = {}) => (await splunk.launch(env)).metadata['required_fields'];
    put(join(splunk.home, 'bin', 'node'), named('splunk'));
    expect(await who()).toEqual(['splunk']);
    put(join(splunk.home, 'on path', 'node'), named('path'));
    const env = { PATH: join(splunk.home, 'on path') };
    expect(await who(env)).toEqual(['path']);
    put(runtimeOf(splunk.app), named('bundled'));
    expect(await who(env)).toEqual(['bundled']);
    put(
      join(splunk.app, 'local', 'smtp_watch.conf'),
      `# ours\n[runtime]\nnode = ${put(join(splunk.home, 'own', 'node'), named('conf'))}\n`,
    );
    expect(await who(env)).toEqual(['conf']);
    expect(await who({ ...env, SMTP_WATCH_NODE: put(join(splunk.home, 'a', 'node'), named('env')) })).toEqual(
      ['env'],
    );
  });

  test('finds the Node.js of the app from the folder into which an indexer unpacks a knowledge bundle', async () => {
    const bundle = join(
      splunk.home,
      'var',
      'run',
      'searchpeers',
      'head one-1700000000',
      'apps',
      'smtp_watch',
    );
    splunk.install(bundle);
    expect((await splunk.launch({}, ['probe.js'], bundle)).metadata['error']).toContain(
      'Node.js 20 or newer was not found',
    );
    for (const folder of ['apps', 'peer-apps', 'slave-apps']) {
      const program = put(runtimeOf(join(splunk.home, 'etc', folder, 'smtp_watch')), NODE);
      expect((await splunk.launch({}, ['probe.js'], bundle)).metadata['type']).toBe('stateful');
      rmSync(program);
    }
  });

  test('says in one sentence what to do when no Node.js is there', async () => {
    const { code, errors, metadata } = await splunk.launch({});
    expect([code, errors]).toEqual([0, '']);
    expect(metadata).toEqual({
      finished: true,
      error:
        'Node.js 20 or newer was not found; install it on the PATH of splunkd, or write its path as "node = <path>" under [runtime] in local/smtp_watch.conf of the app',
    });
  });

  test('passes over what is missing, too old or no Node.js, and names it', async () => {
    const old = put(join(splunk.home, 'old', 'node'), '#!/bin/sh\necho v8.17.0\n');
    const other = put(join(splunk.home, 'bin', 'node'), '#!/bin/sh\necho hello\n');
    const broken = put(
      runtimeOf(splunk.app),
      '#!/bin/sh\necho "node: version GLIBC_2.28 not found" >&2\nexit 1\n',
    );
    put(join(splunk.app, 'local', 'smtp_watch.conf'), '[runtime]\nnode = /no/such/node\n');
    const { metadata } = await splunk.launch({ SMTP_WATCH_NODE: old });
    expect(metadata['error']).toContain(
      `(${old} is version 8; /no/such/node is missing; ${broken} cannot be started: node: version GLIBC_2.28 not found; ${other} is no Node.js)`,
    );
    rmSync(other);
    symlinkSync(process.execPath, other);
    expect((await splunk.launch({ SMTP_WATCH_NODE: old })).metadata['type']).toBe('stateful');
  });

  test('names the machine where the package is for others, and a program of another processor', async () => {
    put(runtimeOf(splunk.app, 'sunos-sparc'), NODE);
    const { metadata } = await splunk.launch({});
    expect(metadata['error']).toContain(
      `(the package carries it for sunos-sparc, this machine is ${MACHINE.replace('win32', 'win')})`,
    );
    // An ELF header for 64-bit SPARC, and nothing behind it.
    const elf = Buffer.alloc(128);
    elf.write('7f454c460202010000000000000000000002002b00000001', 'hex');
    const program = put(runtimeOf(splunk.app), elf);
    expect((await splunk.launch({})).metadata['error']).toContain(
      `(${program} cannot be started: [Errno 8] Exec format error`,
    );
  });

  test('makes a runtime executable that a package has made plain', async () => {
    put(runtimeOf(splunk.app), NODE, 0o644);
    expect((await splunk.launch({})).metadata['type']).toBe('stateful');
  });

  test('names the bundle that is missing', async () => {
    const { metadata } = await splunk.launch({ SMTP_WATCH_NODE: process.execPath }, ['../../other.js']);
    expect(metadata['error']).toBe(
      `the bundle ${join(splunk.app, 'bin', 'other.js')} is missing; install the app again`,
    );
  });
});
