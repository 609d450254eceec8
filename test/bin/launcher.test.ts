import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { running } from '../splunkd/command';
import { parseReplies } from '../splunkd/reply';
import { getinfo } from '../splunkd/request';

const LAUNCHER = join(__dirname, '..', '..', 'bin', 'smtp_watch.py');
const python = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], {
  encoding: 'utf8',
}).stdout?.trim();
const whenPython = python && process.platform !== 'win32' ? describe : describe.skip;

/** Answers getinfo with what Node.js was given. */
const BUNDLE = `
const { readSync, writeSync } = require('node:fs');
readSync(0, Buffer.alloc(65536));
const env = ['LD_LIBRARY_PATH', 'NODE_OPTIONS', 'NODE_PATH'].filter((name) => name in process.env);
const json = JSON.stringify({ type: 'stateful', required_fields: [process.execPath, ...process.argv.slice(2), ...env] });
writeSync(1, 'chunked 1.0,' + Buffer.byteLength(json) + ',0\\n' + json);
`;

whenPython('the launcher', () => {
  let home: string;
  let app: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'smtp-watch-splunk-'));
    app = join(home, 'etc', 'apps', 'smtp_watch');
    mkdirSync(join(app, 'bin'), { recursive: true });
    copyFileSync(LAUNCHER, join(app, 'bin', 'smtp_watch.py'));
    writeFileSync(join(app, 'bin', 'probe.js'), BUNDLE);
  });

  afterEach(() => rmSync(home, { recursive: true, force: true }));

  async function launch(env: Record<string, string>, args: readonly string[] = ['probe.js']) {
    const script = join(app, 'bin', 'smtp_watch.py');
    const held = running(
      spawn(python!, [script, ...args], { env: { PATH: '/nowhere', SPLUNK_HOME: home, ...env } }),
    );
    held.child.stdin.end(getinfo());
    const code = await held.exit;
    return { code, errors: held.errors(), metadata: parseReplies(held.output())[0]?.metadata ?? {} };
  }

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

  test('finds Node.js in its conf file, in runtime, and on the PATH', async () => {
    const folder = join(home, 'somewhere');
    mkdirSync(folder);
    symlinkSync(process.execPath, join(folder, 'node'));
    expect((await launch({ PATH: folder })).metadata['type']).toBe('stateful');
    mkdirSync(join(app, 'local'));
    writeFileSync(
      join(app, 'local', 'smtp_watch.conf'),
      `# ours\n[runtime]\nnode = ${join(folder, 'node')}\n`,
    );
    expect((await launch({})).metadata['type']).toBe('stateful');
    rmSync(join(app, 'local'), { recursive: true });
    const machine = `${process.platform}-${process.arch}`;
    for (const place of [app, join(home, 'etc', 'peer-apps', 'smtp_watch'), home]) {
      const runtime = place === home ? join(home, 'bin') : join(place, 'runtime', machine, 'bin');
      mkdirSync(runtime, { recursive: true });
      symlinkSync(process.execPath, join(runtime, 'node'));
      expect((await launch({})).metadata['type']).toBe('stateful');
      rmSync(join(runtime, 'node'));
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

  test('passes over what is too old or no Node.js, and names it', async () => {
    const old = join(home, 'old', 'node');
    mkdirSync(dirname(old));
    writeFileSync(old, '#!/bin/sh\necho v8.17.0\n', { mode: 0o755 });
    const other = join(home, 'bin', 'node');
    mkdirSync(dirname(other));
    writeFileSync(other, '#!/bin/sh\necho hello\n', { mode: 0o755 });
    const { metadata } = await launch({ SMTP_WATCH_NODE: old });
    expect(metadata['error']).toContain(`(${old} is version 8; ${other} is no Node.js)`);
    rmSync(other);
    symlinkSync(process.execPath, other);
    expect((await launch({ SMTP_WATCH_NODE: old })).metadata['type']).toBe('stateful');
  });

  test('makes a runtime executable that a package has made plain', async () => {
    const runtime = join(app, 'runtime', `${process.platform}-${process.arch}`, 'bin', 'node');
    mkdirSync(dirname(runtime), { recursive: true });
    writeFileSync(runtime, `#!/bin/sh\nexec "${process.execPath}" "$@"\n`, { mode: 0o644 });
    expect((await launch({})).metadata['type']).toBe('stateful');
  });

  test('names the bundle that is missing', async () => {
    const { metadata } = await launch({ SMTP_WATCH_NODE: process.execPath }, ['../../other.js']);
    expect(metadata['error']).toBe(
      `the bundle ${join(app, 'bin', 'other.js')} is missing; install the app again`,
    );
  });
});
