import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isKnownSetting } from '../../workbench/conf/known-settings';

const LIST = join(__dirname, '..', '..', '..', 'shared', 'reference', 'splunk-10.2.3-settings.json');

interface SplunkSettings {
  readonly settings: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

(existsSync(LIST) ? test : test.skip).each(['macros', 'savedsearches'])(
  '%s has every setting of Splunk',
  (file) => {
    const { settings } = JSON.parse(readFileSync(LIST, 'utf8')) as SplunkSettings;
    const names = Object.values(settings[`${file}.conf`] ?? {}).flat();
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !isKnownSetting(file, name.replace(/<[^>]*>/g, 'any_1')))).toEqual([]);
  },
);

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
