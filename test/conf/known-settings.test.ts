import { isKnownSetting } from '../../workbench/conf/known-settings';
import { SPLUNK_SETTINGS } from './splunk-settings';

test.each(['macros', 'savedsearches'])('%s has every setting of Splunk', (file) => {
  const names = SPLUNK_SETTINGS[file]!;
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !isKnownSetting(file, name.replace(/<[^>]*>/g, 'any_1')))).toEqual([]);
});

test.each([
  ['savedsearches', 'action.email.to', true],
  ['savedsearches', 'action.summary_index._name', true],
  ['savedsearches', 'action.email = 1\n[x]', false],
  ['savedsearches', 'searches', false],
  ['savedsearches', 'dispatchXttl', false],
  ['macros', 'definition', true],
  ['macros', 'Definition', false],
  ['macros', 'constructor', false],
  ['props', 'TRUNCATE', false],
])('%s %s: %s', (file, key, isKnown) => {
  expect(isKnownSetting(file, key)).toBe(isKnown);
});
