import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verify } from '../../../tools/verify';
import type { VerifyArguments } from '../../../tools/verify/arguments';
import type { Finding } from '../../../tools/verify/check';
import { CHECKS } from '../../../tools/verify/checks';
import { readApp } from '../../../workbench/conf/app';
import { type RunningWorkbench, type StartOptions, startWorkbench } from '../../../workbench/start';

const ROOT = join(__dirname, '..', '..', '..');
const TWIN = join(ROOT, 'samples', 'maccdc2012-twin.log');
const BUILT = join(ROOT, 'dist', 'smtp_watch');
const PASSWORD = 'correct horse';
const OPENSSL = 'openssl';

/** Searches of all pages are run on more data by test/app, the cases of the language by test/workbench/spl. */
const LEFT_OUT = /^page-(?!overview$|findings$)|^language$/;

const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'verify-'));
  folders.push(folder);
  return folder;
}

function start(options: StartOptions): Promise<RunningWorkbench> {
  return startWorkbench({
    port: 0,
    files: [TWIN],
    password: PASSWORD,
    stateDir: newFolder(),
    alerts: false,
    ...options,
  });
}

function argumentsFor(url: string, more: Partial<VerifyArguments> = {}): VerifyArguments {
  return {
    url: new URL(url),
    user: 'admin',
    app: 'smtp_watch',
    isInsecure: false,
    earliest: '0',
    latest: 'now',
    only: [],
    isJson: false,
    isLong: false,
    ...more,
  };
}

type Found = Readonly<Record<string, readonly Finding[]>>;

async function findingsOf(args: VerifyArguments, password = PASSWORD): Promise<Found> {
  const checked = await verify(args, { password }, () => undefined);
  return Object.fromEntries(checked.map(({ check, findings }) => [check.name, findings]));
}

/** Runs the command as `npm run verify` does; gives its exit code and all that it wrote. */
function run(args: readonly string[], password: string): Promise<{ code: number; out: string }> {
  const program = ['-r', '@swc-node/register', join('tools', 'verify.ts'), ...args];
  const env = { ...process.env, SPLUNK_PASSWORD: password, SPLUNK_TOKEN: '' };
  return new Promise((resolve) => {
    execFile(process.execPath, program, { cwd: ROOT, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), out: stdout + stderr }),
    );
  });
}

const failuresOf = (found: Found): readonly Finding[] =>
  Object.values(found)
    .flat()
    .filter(({ verdict }) => verdict === 'failed');

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('a workbench with the sample', () => {
  let workbench: RunningWorkbench;
  let url: string;

  beforeAll(async () => {
    const accounts = [{ name: 'ann', roles: ['user'], password: PASSWORD }];
    workbench = await start({ accounts });
    await workbench.scheduled;
    url = `http://127.0.0.1:${workbench.port}`;
  });
  afterAll(() => workbench.close());

  test('passes every check, and keeps nothing of it', async () => {
    const only = CHECKS.map(({ name }) => name).filter((name) => !LEFT_OUT.test(name));
    const found = await findingsOf(argumentsFor(url, { only, web: new URL(url) }));
    expect(failuresOf(found)).toEqual([]);
    expect(Object.keys(found)).toEqual(only);
    expect(Object.values(found).flatMap((findings) => (findings.length === 0 ? ['none'] : []))).toEqual([]);
    expect(
      found['views']?.filter(({ detail }) => detail === 'the page and its script are served'),
    ).toHaveLength(10);
    const headers = { Authorization: `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}` };
    for (const name of readApp(ROOT).conf('collections').keys()) {
      const path = `/servicesNS/nobody/smtp_watch/storage/collections/data/${name}`;
      const response = await fetch(url + path, { headers });
      expect([response.status, await response.text()]).toEqual([
        200,
        expect.not.stringContaining('npm-run-verify'),
      ]);
    }
  });

  test('the command ends as what it found', async () => {
    const only = ['--only', 'server', '--json'];
    const [well, wrong, unknown] = await Promise.all([
      run(['--url', url, '--user', 'admin', ...only], PASSWORD),
      run(['--url', url, '--user', 'admin', ...only], 'hunter2'),
      run(['--url', url, '--nothing'], PASSWORD),
    ]);
    expect([well.code, wrong.code, unknown.code]).toEqual([0, 1, 2]);
    const lines = well.out.trim().split('\n');
    expect(JSON.parse(lines[0]!)).toMatchObject({ check: 'server', subject: 'version', verdict: 'ok' });
    expect(JSON.parse(wrong.out)).toMatchObject({ check: 'connection', verdict: 'failed' });
    expect(unknown.out).toContain('--nothing is unknown');
    expect(wrong.out).not.toContain('hunter2');
  });

  test('tells what an account may not write', async () => {
    const found = await findingsOf(argumentsFor(url, { user: 'ann', only: ['collections'] }));
    expect(failuresOf(found)).toEqual([]);
    expect(found['collections']).toContainEqual({
      subject: 'smtp_watch_vips',
      verdict: 'note',
      detail: 'can be read; this account may not write it',
    });
  });

  test('tells that the time range holds no event', async () => {
    const found = await findingsOf(argumentsFor(url, { earliest: '-1h', only: ['sourcetypes', 'fields'] }));
    expect(found['sourcetypes']).toEqual([
      {
        subject: 'zeek:smtp:headerless',
        verdict: 'note',
        detail: '194 events of 2012-03-16 to 2012-03-17, none of them in the time range',
        advice: 'see --earliest and --latest',
      },
    ]);
    expect(found['fields']?.map(({ verdict }) => verdict)).toEqual(['note']);
  });

  test('skips what makes no sense without the app', async () => {
    const found = await findingsOf(argumentsFor(url, { app: 'other', only: ['views'] }));
    expect(failuresOf(found)).toMatchObject([
      { subject: 'other', detail: expect.stringContaining('no app') },
    ]);
    expect(found['views']).toEqual([
      { subject: 'views', verdict: 'skipped', detail: 'the check "App" failed' },
    ]);
  });

  test('tells that the password is wrong', async () => {
    const found = await findingsOf(argumentsFor(url), 'wrong');
    expect(failuresOf(found)).toMatchObject([{ detail: 'admin was not let in: Login failed' }]);
    expect(Object.keys(found)).toEqual(['connection']);
  });
});

describe('a damaged app', () => {
  let workbench: RunningWorkbench;
  let failures: Readonly<Record<string, readonly Finding[]>>;

  /** A copy of the built app without its pages, with other texts in its files. */
  function damagedApp(changes: Readonly<Record<string, (text: string) => string>>): string {
    const appDir = join(newFolder(), 'smtp_watch');
    cpSync(BUILT, appDir, { recursive: true, filter: (path) => !path.includes('appserver') });
    for (const [file, change] of Object.entries(changes)) {
      const text = readFileSync(join(appDir, file), 'utf8');
      const changed = change(text);
      if (changed === text) throw new Error(`${file}: found nothing to damage`);
      writeFileSync(join(appDir, file), changed);
    }
    return appDir;
  }

  beforeAll(async () => {
    const otherName = (text: string): string => text.replace('[smtp_watch_vips]', '[other_vips]');
    const appDir = damagedApp({
      'default/app.conf': (text) => text.replaceAll('version = 0.', 'version = 9.0.'),
      'default/collections.conf': otherName,
      'default/transforms.conf': otherName,
      'default/savedsearches.conf': (text) =>
        text
          .replace('protocol=smtp fuid=*', 'protocol=smtp fuid=* | smtpspoof')
          .replace('cron_schedule = */5 * * * *', 'cron_schedule = 1 * * * *')
          .replace('| tstats `smtp_watch_summaries` count AS logins', '| tstatz count AS logins'),
      'default/props.conf': (text) => text.replaceAll(/^EVAL-vendor_product.*$/gm, ''),
      'lookups/smtp_watch_tlds.csv': (text) => text.slice(0, text.indexOf('\n') + 1),
    });
    rmSync(join(appDir, 'bin', 'smtpspoof.js'));
    workbench = await start({ appDir });
    await workbench.scheduled;
    const only =
      'version conf commands lookups collections saved-searches scheduled-runs sourcetypes fields views'.split(
        ' ',
      );
    const url = `http://127.0.0.1:${workbench.port}`;
    const found = await findingsOf(argumentsFor(url, { only, web: new URL(url) }));
    failures = Object.fromEntries(
      only.map((name) => [name, (found[name] ?? []).filter(({ verdict }) => verdict !== 'ok')]),
    );
  });
  afterAll(() => workbench.close());

  test.each([
    ['version', 'version', 'failed', /^9\.0\.1\.0, this checkout is 0\.1\.0/],
    ['conf', 'collections.conf', 'failed', /Splunk does not see \[smtp_watch_vips\]/],
    ['commands', 'smtpspoof', 'failed', /'smtpspoof' command/],
    ['lookups', 'smtp_watch_tlds', 'failed', /the reference list is empty/],
    ['lookups', 'smtp_watch_vips', 'failed', /found no lookup|lookup/],
    ['collections', 'smtp_watch_vips', 'failed', /there is no such collection/],
    ['saved-searches', 'SMTP Watch - Failed log-ins by source', 'failed', /unknown command "tstatz"/],
    [
      'saved-searches',
      'SMTP Watch - Gather files of messages',
      'note',
      /^parses; cron_schedule is 1 \* \* \* \*, \*\/5 \* \* \* \* as it comes$/,
    ],
    [
      'scheduled-runs',
      'SMTP Watch - Gather files of messages',
      'failed',
      /the last run failed .*'smtpspoof' command/,
    ],
    ['sourcetypes', 'zeek:smtp:headerless', 'failed', /194 of the newest 194 have no vendor_product/],
    ['fields', 'zeek:smtp:headerless email', 'failed', /vendor_product on 0\.0 %/],
    ['views', 'page overview', 'failed', /pages\/overview\.js: status 404/],
  ])('%s: %s has %s', (check, subject, verdict, detail) => {
    expect(failures[check]).toContainEqual(
      expect.objectContaining({ subject, verdict, detail: expect.stringMatching(detail) }),
    );
  });

  test('what is not damaged is well', () => {
    expect(failures['commands']?.map(({ subject }) => subject)).toEqual(['smtpspoof']);
    expect(failures['collections']?.map(({ subject }) => subject)).toEqual(['smtp_watch_vips']);
    expect(failures['lookups']?.map(({ subject }) => subject)).toEqual([
      'smtp_watch_tlds',
      'smtp_watch_vips',
    ]);
  });
});

function hasOpenssl(): boolean {
  return spawnSync(OPENSSL, ['version']).status === 0;
}

/** Key and certificate of 127.0.0.1, signed by itself. */
function selfSigned(): { key: string; cert: string; file: string } {
  const folder = newFolder();
  const [keyFile, file] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
  execFileSync(OPENSSL, ['req', '-x509', ...newKey, '-out', file, '-days', '1', ...subject], {
    stdio: 'ignore',
  });
  return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(file, 'utf8'), file };
}

(hasOpenssl() ? describe : describe.skip)('a server with a certificate of its own', () => {
  let server: Server;
  let url: string;
  let ca: string;
  let asked = 0;

  beforeAll(async () => {
    const { key, cert, file } = selfSigned();
    ca = file;
    server = createServer({ key, cert }, (_request, response) => {
      asked += 1;
      response.writeHead(401, { 'Content-Type': 'application/json' });
      response.end('{"messages":[{"type":"WARN","text":"Login failed"}]}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  test.each([
    [
      'is not trusted, and not sent the password',
      {},
      /the server's certificate is not trusted: .*see --ca/,
      0,
    ],
    ['is trusted by its authority', { ca: true }, /Login failed/, 1],
    ['is taken when any is to be taken', { isInsecure: true }, /Login failed/, 1],
  ])('%s', async (_, { ca: isTrusted, ...more }: { ca?: boolean; isInsecure?: boolean }, told, requests) => {
    asked = 0;
    const found = await findingsOf(argumentsFor(url, { ...more, ...(isTrusted && { ca }) }));
    expect(failuresOf(found)).toMatchObject([{ detail: expect.stringMatching(told) }]);
    expect(asked).toBe(requests);
  });
});
