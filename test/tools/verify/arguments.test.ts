import { ArgumentError, parseVerifyArguments } from '../../../tools/verify/arguments';

const PLACE = ['--url', 'https://splunk.example:8089', '--user', 'admin'];

function faultsOf(args: readonly string[], hasToken = false): string[] {
  try {
    parseVerifyArguments(args, hasToken);
  } catch (error) {
    if (error instanceof ArgumentError) return error.message.split('\n');
    throw error;
  }
  return [];
}

test('an address and a name are enough', () => {
  expect(parseVerifyArguments(PLACE, false)).toEqual({
    url: new URL('https://splunk.example:8089'),
    user: 'admin',
    app: 'smtp_watch',
    isInsecure: false,
    earliest: '-24h',
    latest: 'now',
    only: [],
    isJson: false,
    isLong: false,
  });
});

test('a token stands for the name', () => {
  expect(parseVerifyArguments(PLACE.slice(0, 2), true)).toMatchObject({ user: '' });
  expect(faultsOf(PLACE.slice(0, 2))).toEqual(['--user is missing, and there is no SPLUNK_TOKEN']);
  expect(faultsOf([...PLACE, '--web', 'https://splunk.example:8000'], true)).toEqual([
    '--web needs a password, for Splunk Web takes no token',
  ]);
});

test('help needs nothing else', () => {
  expect(parseVerifyArguments(['--help'], false)).toBeUndefined();
});

test('all faults are told at once, and no word is repeated that may be a password', () => {
  const faults = faultsOf([
    '--url',
    'splunk.example',
    '--pasword',
    'hunter2',
    '--only',
    'views,all',
    '--json=1',
  ]);
  expect(faults).toEqual([
    expect.stringMatching(/^--pasword is unknown, expected --url, /),
    '--json takes no value',
    '--url is not such an address, expected https://HOST:PORT without user, path and query',
    '--user is missing, and there is no SPLUNK_TOKEN',
    expect.stringMatching(/^--only names "all", expected server, account, /),
    'a word without an option was given; a password comes in SPLUNK_PASSWORD',
  ]);
  expect(faults.join()).not.toContain('hunter2');
});

test.each([
  ['https://admin:pw@splunk.example', 'is not such an address'],
  ['https://splunk.example/en-US', 'is not such an address'],
  ['ftp://splunk.example', 'is not such an address'],
  ['http://splunk.example:8089', 'begins with http:'],
])('%s is refused', (url, told) => {
  expect(faultsOf(['--url', url, '--user', 'admin'])).toEqual([expect.stringContaining(told)]);
});

test('this machine may be asked without TLS', () => {
  expect(faultsOf(['--url', 'http://127.0.0.1:8000', '--user', 'admin'])).toEqual([]);
});
