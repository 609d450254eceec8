import { isTrue } from '../conf/commands';
import type { Stanza } from '../conf/parse';
import { readSavedSearch } from '../jobs/saved-search';
import { confHandlers, settingHandler } from './conf-handlers';
import { plainContent, takenObject } from './macros';
import { scheduleContent } from './saved-schedule';

/** Settings that REST calls otherwise than savedsearches.conf does (REST reference, saved/searches). */
const REST_NAMES: Readonly<Record<string, string>> = {
  is_scheduled: 'enableSched',
  alert_type: 'counttype',
  alert_comparator: 'relation',
  alert_threshold: 'quantity',
};

function text(stanza: Stanza | undefined, key: string): string {
  return stanza?.settings.get(key)?.value ?? '';
}

/** The actions that the search takes or has taken, by name. */
function actionsOf(stanza: Stanza | undefined): string[] {
  const names = [...(stanza?.settings.keys() ?? [])].map((key) => /^action\.([^.]+)$/.exec(key)?.[1]);
  return names.flatMap((name) => name ?? []);
}

/** `actions` names all that are to be taken; those that were taken before are not any more. */
function actionSettings(list: string, old: Stanza | undefined): [string, string][] {
  const wanted = list.split(',').flatMap((name) => name.trim() || []);
  const names = new Set([...actionsOf(old), ...wanted]);
  return [...names].map((name) => [`action.${name}`, wanted.includes(name) ? '1' : '0']);
}

const FILE = 'savedsearches';

const SAVED = confHandlers({
  collection: 'saved/searches',
  file: FILE,
  required: ['search'],
  links: ['disable', 'dispatch', 'enable', 'history'],
  content: (stanza, app) => ({
    'dispatch.earliest_time': '',
    'dispatch.latest_time': '',
    description: '',
    ...plainContent(stanza),
    disabled: isTrue(text(stanza, 'disabled')),
    ...scheduleContent(readSavedSearch(stanza, app)),
    alert_type: text(stanza, 'counttype') || 'always',
    alert_comparator: text(stanza, 'relation'),
    alert_threshold: text(stanza, 'quantity'),
  }),
  settings: (given, old) => {
    const renamed = [...given].map(([key, value]): [string, string] => [REST_NAMES[key] ?? key, value]);
    const settings = new Map(renamed);
    const actions = given.get('actions');
    settings.delete('actions');
    if (actions !== undefined)
      for (const [key, value] of actionSettings(actions, old)) settings.set(key, value);
    return settings;
  },
  taken: (name) =>
    `Unable to create saved search with name '${name}'. A saved search with that name already exists.`,
});

/** `saved/searches`: the app's reports and alerts, as savedsearches.conf has them. */
export const savedSearches = {
  ...SAVED,
  enable: settingHandler(SAVED, 'disabled', '0'),
  disable: settingHandler(SAVED, 'disabled', '1'),
};

/** `configs/conf-savedsearches`: the same as plain stanzas. */
export const savedSearchStanzas = confHandlers({
  collection: 'configs/conf-savedsearches',
  file: FILE,
  required: [],
  content: plainContent,
  settings: (given) => given,
  taken: takenObject,
});
