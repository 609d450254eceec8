import type { AppConf } from './app';
import { isTrue } from './commands';
import type { Stanza } from './parse';
import { ANY, misunderstood, only, placeOf, type Understood } from './stanza-reader';

/** One event type (eventtypes.conf): the events that a search finds are of it. */
export interface EventTypeConf {
  readonly name: string;
  readonly search: string;
  /** `file:line: [stanza] search`, to begin a message with. */
  readonly place: string;
  readonly stanza: Stanza;
}

const EVENT_TYPE_SETTINGS: Understood = {
  disabled: only('true', 'false', '1', '0'),
  search: ANY,
  priority: { values: /^(?:[1-9]|10)$/, expected: 'a whole number from 1 to 10' },
  description: ANY,
  tags: ANY,
  color: only(
    'none',
    ...['blue', 'green', 'magenta', 'orange', 'purple', 'red', 'sky', 'teal', 'yellow'].map(
      (name) => `et_${name}`,
    ),
  ),
};

const HIGHEST_PRIORITY = 1;

function faultsOf(stanza: Stanza): string[] {
  const faults = misunderstood(stanza, EVENT_TYPE_SETTINGS, []);
  if (!stanza.settings.has('search')) faults.push(`${placeOf(stanza)}: found no search`);
  if (/%[^%]+%/.test(stanza.name))
    faults.push(`${placeOf(stanza)}: found a name with a field between %, which is not supported`);
  return faults;
}

/**
 * The app's event types that are not disabled, in the order in which an event shows them: by priority (1 is the highest,
 * and what a stanza without one has), then by name. Those with a fault in them are left out, and the faults named.
 */
export function readEventTypes(app: AppConf): {
  eventTypes: readonly EventTypeConf[];
  /** What is wrong with event types, by name. */
  faults: ReadonlyMap<string, readonly string[]>;
} {
  const faults = new Map<string, string[]>();
  const enabled = [...app.conf('eventtypes').values()].filter(
    ({ settings }) => !isTrue(settings.get('disabled')?.value),
  );
  for (const stanza of enabled) {
    const found = faultsOf(stanza);
    if (found.length > 0) faults.set(stanza.name, found);
  }
  const priority = ({ settings }: Stanza): number =>
    Number(settings.get('priority')?.value ?? HIGHEST_PRIORITY);
  const eventTypes = enabled
    .filter(({ name }) => !faults.has(name))
    .sort((one, other) => priority(one) - priority(other) || (one.name < other.name ? -1 : 1))
    .map(
      (stanza): EventTypeConf => ({
        name: stanza.name,
        search: stanza.settings.get('search')!.value,
        place: placeOf(stanza, 'search'),
        stanza,
      }),
    );
  return { eventTypes, faults };
}
