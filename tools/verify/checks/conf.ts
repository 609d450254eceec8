import type { Stanza, Stanzas } from '../../../workbench/conf/parse';
import { type Check, type Finding, failed, findAll, note, ok } from '../check';
import type { Entry } from '../splunk';

const FILES = [
  'commands',
  'macros',
  'props',
  'transforms',
  'eventtypes',
  'tags',
  'collections',
  'datamodels',
] as const;

/** As REST and files write the same value: blanks and words for true and false differ. */
function plain(value: unknown): string {
  const text = String(value ?? '')
    .replace(/\\?\s+/g, ' ')
    .trim();
  if (/^(?:1|t|true|y|yes|enabled)$/i.test(text)) return 'true';
  return /^(?:0|f|false|n|no|disabled)$/i.test(text) ? 'false' : text;
}

function changedSettings({ name, settings }: Stanza, { content }: Entry): string[] {
  const changed = [...settings].filter(
    ([key, { value }]) => key in content && plain(content[key]) !== plain(value),
  );
  return changed.map(([key]) => `[${name}] ${key}`);
}

function findingOf(file: string, shipped: Stanzas, entries: readonly Entry[]): Finding {
  const found = new Map(entries.map((entry) => [entry.name, entry]));
  const stanzas = [...shipped.values()].filter(({ name }) => name !== 'default' && name !== '');
  const missing = stanzas.filter(({ name }) => !found.has(name)).map(({ name }) => `[${name}]`);
  if (missing.length > 0)
    return failed(
      `${file}.conf`,
      `Splunk does not see ${missing.join(', ')}`,
      'see metadata/local.meta of the app, and splunkd.log for this file',
    );
  const changed = stanzas.flatMap((stanza) => {
    const entry = found.get(stanza.name);
    return entry ? changedSettings(stanza, entry) : [];
  });
  if (changed.length === 0) return ok(`${file}.conf`, `${stanzas.length} stanzas as they come`);
  return note(`${file}.conf`, `not as they come, by local settings or another app: ${changed.join(', ')}`);
}

/** Whether Splunk sees every stanza that the app brings, and which of them are changed. */
export const CONF_IN_FORCE: Check = {
  name: 'conf',
  title: 'Settings in force',
  run: ({ splunk, shipped }) =>
    findAll(
      FILES,
      (file) => `${file}.conf`,
      async (file) => [findingOf(file, shipped.conf(file), await splunk.listInApp(`configs/conf-${file}`))],
    ),
};
