import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readApp } from '../../workbench/conf/app';
import { SPLUNK_SETTINGS } from './splunk-settings';

const ROOT = join(__dirname, '..', '..');
/** Splunk's spec lists them as patterns: `EVAL-<fieldname>`, `command.arg.<N>`. */
function fits(pattern: string, key: string): boolean {
  const escaped = pattern.split(/<[^>]*>/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.+')}$`).test(key);
}

/** A key of tags.conf is the name of a tag, one of distsearch.conf's lists any name. */
const files = readdirSync(join(ROOT, 'default')).filter(
  (name) => name.endsWith('.conf') && !/^(tags|distsearch)\.conf$/.test(name),
);

test('every setting of tags.conf says whether its tag is enabled', () => {
  const stanzas = [...readApp(ROOT).conf('tags').values()];
  const values = stanzas.flatMap(({ settings }) => [...settings.values()].map(({ value }) => value));
  expect(values.filter((value) => !/^(?:enabled|disabled)$/.test(value))).toEqual([]);
  expect(stanzas.filter(({ name }) => !/^\w+=./.test(name))).toEqual([]);
});

test.each(files)('every setting of %s is one of Splunk', (file) => {
  const name = file.replace(/\.conf$/, '');
  // A pattern that is all placeholder would let everything pass.
  const known = SPLUNK_SETTINGS[name]!.filter((pattern) => !/^<[^>]*>$/.test(pattern));
  const stanzas = [...readApp(ROOT).conf(name).values()];
  const used = new Set(stanzas.flatMap((stanza) => [...stanza.settings.keys()]));
  expect(used.size).toBeGreaterThan(0);
  expect([...used].filter((key) => !known.some((pattern) => fits(pattern, key)))).toEqual([]);
});
