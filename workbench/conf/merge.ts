import type { Setting, Stanza, Stanzas } from './parse';

/** Stanzas laid over one another, setting by setting; a later layer wins (Splunk: default, then local). */
export function layer(layers: readonly Stanzas[]): Stanzas {
  const merged = new Map<string, Stanza>();
  for (const stanzas of layers) {
    for (const stanza of stanzas.values()) {
      const below = merged.get(stanza.name);
      const settings = new Map([...(below?.settings ?? []), ...stanza.settings]);
      merged.set(stanza.name, { ...stanza, settings });
    }
  }
  return merged;
}

/** The stanzas with what `[default]` sets given to each of them that does not set it itself. */
export function inheritDefaults(stanzas: Stanzas): Stanzas {
  const base: ReadonlyMap<string, Setting> = stanzas.get('default')?.settings ?? new Map();
  const inherited = [...stanzas.values()].map((stanza): [string, Stanza] => [
    stanza.name,
    { ...stanza, settings: new Map([...base, ...stanza.settings]) },
  ]);
  return new Map(inherited.filter(([name]) => name !== 'default'));
}
