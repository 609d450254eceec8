import { COMMANDS } from '../../../workbench/spl/commands';
import { UNSUPPORTED_COMMANDS } from '../../../workbench/spl/splunk-commands';

test('no command is both there and listed as not supported', () => {
  expect([...COMMANDS.keys()].filter((name) => UNSUPPORTED_COMMANDS.has(name))).toEqual([]);
});
