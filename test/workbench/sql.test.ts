import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const TWIN = 'samples/maccdc2012-twin.log';

function sql(...args: string[]): { code: number | null; out: string[]; err: string[] } {
  const child = spawnSync(
    process.execPath,
    ['-r', '@swc-node/register', join('workbench', 'sql.ts'), ...args],
    {
      cwd: ROOT,
      encoding: 'utf8',
    },
  );
  const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
  return { code: child.status, out: lines(child.stdout), err: lines(child.stderr) };
}

test('a file of queries prints its rows', () => {
  const { code, out, err } = sql('--format', 'csv', 'sql/top-senders.sql', TWIN);
  expect({ code, err }).toEqual({ code: 0, err: [] });
  expect(out.slice(0, 2)).toEqual([
    'sender,messages,recipients,distinct_recipients,addresses,refused',
    'nobody@example.com,6,6,1,2,6',
  ]);
});

test('queries of the command line are answered one after the other', () => {
  const text = 'SELECT COUNT(*) AS messages FROM smtp_message; SELECT action FROM smtp_login';
  expect(sql('-c', text, TWIN)).toEqual({ code: 0, out: ['{"messages":"13"}'], err: [] });
});

test('a fault is shown with its place, before any log is read', () => {
  expect(sql('-c', 'SELECT 1,\n  nothing FROM smtp_login', 'no-such-file.log')).toEqual({
    code: 1,
    out: [],
    err: [
      'Referenced column "nothing" not found in FROM clause! at line 2, column 3 of the command',
      '  nothing FROM smtp_login',
      '  ^',
    ],
  });
});

test('a statement that writes is refused', () => {
  const { code, err } = sql('-c', 'DROP TABLE smtp_message', TWIN);
  expect({ code, err }).toEqual({
    code: 1,
    err: ['found a statement of the kind "drop", expected queries in the command'],
  });
});

test('all faults of the arguments are named at once', () => {
  const { code, err } = sql('--format', 'xml', '--colour', 'red');
  expect(code).toBe(1);
  expect(err.slice(0, 4)).toEqual([
    '--format is "xml", expected json, csv, table',
    '--colour is unknown, expected --format, --sourcetype, --command, --help',
    'no logs were given',
    expect.stringMatching(/^usage: npm run -s sql/),
  ]);
});

test('a file of queries that is not there is named', () => {
  const { code, err } = sql('missing.sql', TWIN);
  expect(code).toBe(1);
  expect(err[0]).toContain('missing.sql');
});
