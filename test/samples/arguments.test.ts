import { ArgumentError, DEFAULTS, parseSampleArguments } from '../../tools/samples/arguments';

function faults(...args: string[]): string[] {
  try {
    parseSampleArguments(args);
    return [];
  } catch (error) {
    if (error instanceof ArgumentError) return error.message.split('\n');
    throw error;
  }
}

test('everything that is given', () => {
  const args = [
    '--out',
    'x',
    '--seed',
    '4',
    '--days',
    '3',
    '--size',
    '20',
    '--start',
    '2024-02-29',
    '--tls',
    '0.25',
  ];
  expect(
    parseSampleArguments([
      ...args,
      '--strength',
      '.5',
      '--incidents',
      'spam_bot,beacon',
      '--plain',
      '--json',
    ]),
  ).toEqual({
    settings: {
      seed: 4,
      days: 3,
      size: 20,
      start: '2024-02-29',
      tls: 0.25,
      strength: 0.5,
      incidents: ['spam_bot', 'beacon'],
      isPlain: true,
      isJson: true,
    },
    out: 'x',
    isCheck: false,
    isHelp: false,
  });
});

test('nothing but a folder means the defaults, and no arguments the samples of the repository', () => {
  expect(parseSampleArguments(['--out', 'x'])).toEqual({
    settings: DEFAULTS,
    out: 'x',
    isCheck: false,
    isHelp: false,
  });
  expect(parseSampleArguments([])).toEqual({ settings: DEFAULTS, isCheck: false, isHelp: false });
  expect(parseSampleArguments(['--out', 'x', '--incidents', 'none']).settings.incidents).toEqual([]);
});

test('all faults are named at once', () => {
  expect(
    faults(
      '--seed',
      '-1',
      '--days',
      '0',
      '--size',
      'x',
      '--start',
      '2026-02-30',
      '--tls',
      '2',
      '--json=1',
      'more',
    ),
  ).toEqual([
    '"more" is unknown, expected options alone',
    '--seed is "-1", expected a whole number from 0 to 4294967295',
    '--days is "0", expected a whole number from 1 to 366',
    '--size is "x", expected a whole number from 2 to 200000',
    '--start is "2026-02-30", expected a day as YYYY-MM-DD from 1971 to 2099',
    '--tls is "2", expected a number from 0 to 1',
    '--json takes no value',
    '--out is missing, expected a folder for the files',
  ]);
  expect(faults('--strength', '20', '--incidents', 'spam_bot,spam', '--out')).toEqual([
    '--strength is "20", expected a number from 0.1 to 10',
    '--out has no value, expected a folder',
    '--incidents is "spam_bot,spam", expected all, none or kinds that --help lists',
  ]);
  expect(faults('--out', '--json')).toEqual(['--out is "--json", expected a folder']);
  expect(faults('--out', 'x', '--speed', '9')).toEqual([
    '--speed is unknown, expected --out, --seed, --days, --size, --start, --tls, --strength, --incidents, --plain, --json, --check, --help',
    '"9" is unknown, expected options alone',
  ]);
});
