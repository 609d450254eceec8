import { SOURCETYPES } from '../../schema/sourcetypes';
import { ArgumentError, parseStartArguments } from '../../workbench/start-arguments';

test.each([
  [[], { files: [], follow: false, isHelp: false }],
  [['a.log', 'b.log.gz'], { files: ['a.log', 'b.log.gz'], follow: false, isHelp: false }],
  [
    ['--port', '0', '--', '--odd-name.log'],
    { files: ['--odd-name.log'], follow: false, isHelp: false, port: 0 },
  ],
  [
    ['--port=9000', 'a.log', '--password', 'p w', '--sourcetype', 'zeek:smtp'],
    { files: ['a.log'], follow: false, isHelp: false, port: 9000, password: 'p w', sourcetype: 'zeek:smtp' },
  ],
  [['--state-dir', 'state'], { files: [], follow: false, isHelp: false, stateDir: 'state' }],
  [['--follow', 'a.log'], { files: ['a.log'], follow: true, isHelp: false }],
  [['--no-alerts'], { files: [], follow: false, isHelp: false, alerts: false }],
  [['-f'], { files: [], follow: true, isHelp: false }],
  [['--help'], { files: [], follow: false, isHelp: true }],
])('%j is understood', (args, expected) => {
  expect(parseStartArguments(args)).toEqual(expected);
});

test.each([
  [['--port', '65536'], ['--port is "65536", expected a number from 0 to 65535']],
  [['--port', '8e3'], ['--port is "8e3", expected a number from 0 to 65535']],
  [['--port'], ['--port has no value']],
  [['--follow=yes'], ['--follow takes no value']],
  [['--password='], ['--password has no value']],
  [['--state-dir'], ['--state-dir has no value']],
  [
    ['--sourcetype', 'smtp'],
    [`--sourcetype is "smtp", expected ${SOURCETYPES.map(({ name }) => name).join(', ')}`],
  ],
  [
    ['--prot', '1', '-x', '--port=-1'],
    [
      '--prot is unknown, expected --port, --password, --sourcetype, --state-dir, --follow, --no-alerts, --help',
      '-x is unknown, expected --port, --password, --sourcetype, --state-dir, --follow, --no-alerts, --help',
      '--port is "-1", expected a number from 0 to 65535',
    ],
  ],
])('%j is refused with every fault', (args, faults) => {
  expect(() => parseStartArguments(args)).toThrow(new ArgumentError(faults.join('\n')));
});
