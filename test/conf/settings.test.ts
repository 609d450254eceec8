import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readApp } from '../../workbench/conf/app';

const ROOT = join(__dirname, '..', '..');
const LIST = join(ROOT, '..', 'shared', 'reference', 'splunk-10.2.3-settings.json');

interface SplunkSettings {
  readonly settings: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Splunk's spec lists them as patterns: `EVAL-<fieldname>`, `command.arg.<N>`. */
function fits(pattern: string, key: string): boolean {
  const escaped = pattern.split(/<[^>]*>/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.+')}$`).test(key);
}

const isShared = existsSync(LIST);
/** A key of tags.conf is the name of a tag. */
const files = readdirSync(join(ROOT, 'default')).filter(
  (name) => name.endsWith('.conf') && name !== 'tags.conf',
);

test('every setting of tags.conf says whether its tag is enabled', () => {
  const stanzas = [...readApp(ROOT).conf('tags').values()];
  const values = stanzas.flatMap(({ settings }) => [...settings.values()].map(({ value }) => value));
  expect(values.filter((value) => !/^(?:enabled|disabled)$/.test(value))).toEqual([]);
  expect(stanzas.filter(({ name }) => !/^\w+=./.test(name))).toEqual([]);
});

(isShared ? test : test.skip).each(files)('every setting of %s is one of Splunk', (file) => {
  const { settings } = JSON.parse(readFileSync(LIST, 'utf8')) as SplunkSettings;
  // A pattern that is all placeholder would let everything pass.
  const known = Object.values(settings[file] ?? {})
    .flat()
    .filter((pattern) => !/^<[^>]*>$/.test(pattern));
  const stanzas = [
    ...readApp(ROOT)
      .conf(file.replace(/\.conf$/, ''))
      .values(),
  ];
  const used = new Set(stanzas.flatMap((stanza) => [...stanza.settings.keys()]));
  expect(used.size).toBeGreaterThan(0);
  expect([...used].filter((key) => !known.some((pattern) => fits(pattern, key)))).toEqual([]);
});
