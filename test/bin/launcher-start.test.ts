import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { framesOf, hasRecordings, recordings } from '../splunkd/recordings';
import { parseReplies } from '../splunkd/reply';
import { execute, getinfo } from '../splunkd/request';
import { FakeSplunk, python, pythons, unpackedWithNode, whenPython } from './fake-splunk';

whenPython('the launcher starts commands', () => {
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

  test.each([...pythons])(
    'starts a command of the package with the Node.js in it, by Python %s',
    async (_, program) => {
      const folder = join(splunk.home, 'etc', 'apps', 'packaged');
      cpSync(packaged, folder, { recursive: true });
      const bin = join(folder, 'bin');
      const requests = [getinfo(), execute(true, 'from,mailfrom\na@example.com,b@example.net\n')];
      const [launched, direct] = await Promise.all([
        splunk.talk(program, [join(bin, 'smtp_watch.py'), 'smtpspoof.js'], requests),
        splunk.talk(process.execPath, [join(bin, 'smtpspoof.js')], requests),
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
      const launched = await splunk.talk(python, [join(bin, 'smtp_watch.py'), 'smtpspoof.js'], requests);
      const direct = await splunk.talk(process.execPath, [join(bin, 'smtpspoof.js')], requests);
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
    const { code, errors, metadata } = await splunk.launch(env, ['probe.js', 'one', 'two']);
    expect([code, errors, metadata['required_fields']]).toEqual([0, '', [process.execPath, 'one', 'two']]);
  });

  test('gives Node.js its own pipes where a process cannot become another, and its exit code to splunkd', async () => {
    const code = [
      'import sys, types',
      `sys.path.insert(0, ${JSON.stringify(join(splunk.app, 'bin'))})`,
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
    } = await splunk.talk(
      python,
      ['-c', code, process.execPath, '-e', answer],
      [Buffer.from('\x00bytes\r\n')],
    );
    expect([exit, errors, output.toString('latin1')]).toEqual([7, '', '\x00bytes\r\n']);
  });

  test('is written in the Python that the oldest Splunk brings', () => {
    const check = 'import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 7))';
    const input = readFileSync(join(packaged, 'bin', 'smtp_watch.py'), 'utf8');
    const run = spawnSync(python, ['-c', check], { input, encoding: 'utf8' });
    expect([run.status, run.stderr]).toEqual([0, '']);
  });
});
