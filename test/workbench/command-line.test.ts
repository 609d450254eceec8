import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowFormatter } from '../../workbench/command-line/format-rows';

const ROOT = join(__dirname, '..', '..');
const TWIN = 'samples/maccdc2012-twin.log';

interface Outcome {
  readonly code: number | null;
  readonly out: string[];
  readonly err: string[];
}

function run(script: 'search' | 'analyze', ...args: string[]): Outcome {
  const child = spawnSync(
    process.execPath,
    ['-r', '@swc-node/register', join('workbench', `${script}.ts`), ...args],
    {
      cwd: ROOT,
      encoding: 'utf8',
    },
  );
  const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
  return { code: child.status, out: lines(child.stdout), err: lines(child.stderr) };
}

test('search prints one JSON object a row and nothing else', () => {
  const { code, out, err } = run('search', 'sourcetype=zeek:smtp:headerless | top limit=5 src', TWIN);
  expect({ code, err }).toEqual({ code: 0, err: [] });
  expect(out).toHaveLength(5);
  expect(out[0]).toBe('{"src":"192.168.202.110","count":"111","percent":"57.216495"}');
});

test('search fails with line, column and an underline, before any file is read', () => {
  expect(run('search', '* | stat count', 'no-such-file.log')).toEqual({
    code: 1,
    out: [],
    err: [
      'unknown command "stat" at line 1, column 5',
      '* | stat count',
      '    ~~~~',
      'help: nearest known command is "stats"',
    ],
  });
});

test('search names all faults of its arguments at once', () => {
  const { code, out, err } = run('search', '--format', 'xml', '--sourcetype', 'syslog', '--colour', 'red');
  expect({ code, out }).toEqual({ code: 1, out: [] });
  expect(err.slice(0, 4)).toEqual([
    '--format is "xml", expected json, csv, table',
    expect.stringMatching(/^--sourcetype is "syslog", expected .*zeek:smtp/),
    '--colour is unknown, expected --format, --sourcetype, --help',
    'no files were given',
  ]);
});

test('search goes on with the files that can be read and notes the others', () => {
  const { code, out, err } = run('search', '--format', 'csv', '* | stats count', 'no-such-file.log', TWIN);
  expect(out).toEqual(['count', '194']);
  expect(code).toBe(1);
  expect(err.join('\n')).toContain('no-such-file.log');
});

test('search over no readable file fails', () => {
  const { code, out, err } = run('search', '*', 'no-such-file.log');
  expect({ code, out }).toEqual({ code: 1, out: [] });
  expect(err.at(-1)).toBe('no events could be loaded');
});

test('search says of a lookup that it writes that it does not last', () => {
  const spl = '* | stats count | outputlookup counts.csv | inputlookup append=t counts.csv';
  const { code, out, err } = run('search', spl, TWIN);
  expect({ code, out }).toEqual({ code: 0, out: ['{"count":"194"}', '{"count":"194"}'] });
  expect(err).toEqual([
    "INFO: Results written to file 'counts.csv'.",
    'lookups/counts.csv lasted for this search alone: only "npm start" keeps what searches write',
  ]);
});

test('help goes to standard output', () => {
  for (const script of ['search', 'analyze'] as const) {
    const { code, out, err } = run(script, '--help');
    expect({ code, err }).toEqual({ code: 0, err: [] });
    expect(out[0]).toMatch(new RegExp(`^usage: npm run -s ${script} --`));
  }
});

test('analyze ranks the sources of the sample with their reasons, in lines of at most 120 signs', () => {
  const { code, out, err } = run('analyze', TWIN);
  expect({ code, err }).toEqual({ code: 0, err: [] });
  expect(out[2]).toMatch(/^192\.168\.202\.110 +scanner +100 +111 +14 /);
  expect(out[3]).toMatch(/^ {4}injection_accepted: /);
  expect(Math.max(...out.map((line) => line.length))).toBeLessThanOrEqual(120);
});

test('analyze counts the peak in the window that it is given', () => {
  const peakIn = (window: string): number => {
    const { out } = run('analyze', '--window', window, '--format', 'json', TWIN);
    return Number((JSON.parse(out[0]!) as Record<string, string>)['peak_messages']);
  };
  expect(peakIn('1h')).toBeGreaterThan(peakIn('1m'));
});

test('a window that is none is refused before files are read, one that is too long by the command', () => {
  expect(run('analyze', '--window', '5m | stats count', TWIN).err[0]).toBe(
    '--window is "5m | stats count", expected a length such as 30s, 5m or 1h',
  );
  const { code, err } = run('analyze', '--window', '9999d', TWIN);
  expect(code).toBe(1);
  expect(err[0]).toMatch(/^Error in 'smtpspamrate' command: window must be /);
});

test('signs that could steer a terminal are spelled out', () => {
  const page = { fields: ['a', '10'], rows: [['\u001b[31mred\u009b\u202e', ['x', '\u2028']]] };
  expect(rowFormatter('json')(page, true)).toEqual([
    '{"a":"\\u001b[31mred\\u009b\\u202e","10":["x","\\u2028"]}',
  ]);
  expect(JSON.parse(rowFormatter('json')(page, true)[0]!)).toEqual({
    a: page.rows[0]![0],
    10: page.rows[0]![1],
  });
  expect(rowFormatter('table')(page, true).join('')).not.toMatch(/[\p{Cc}\p{Zl}]|\p{Bidi_Control}/u);
});

test('CSV quotes what needs it and puts several values on lines of one cell', () => {
  const page = {
    fields: ['a,b', 'c'],
    rows: [
      ['say "hi"', ['1', '2']],
      [null, 'x'],
    ],
  };
  expect(rowFormatter('csv')(page, true)).toEqual(['"a,b",c', '"say ""hi""","1\n2"', ',x']);
  expect(rowFormatter('csv')(page, false)).toEqual(['"say ""hi""","1\n2"', ',x']);
});

test('a hostile file name is no sign for the terminal either', () => {
  const dir = mkdtempSync(join(tmpdir(), 'command-line-'));
  const file = join(dir, 'a\u001b[2Jb.log');
  writeFileSync(file, '');
  const { err } = run('search', '*', file, TWIN);
  expect(err.join('')).not.toContain('\u001b');
  rmSync(dir, { recursive: true });
});
