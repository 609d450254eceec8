import { isTrue } from '../conf/commands';
import type { Stanza } from '../conf/parse';
import { readSavedSearch } from '../jobs/saved-search';
import { appId } from './app-settings';
import type { Call, Handler, RestContext } from './call';
import { type Entry, entryReply, feedReply } from './feed';
import { RestError } from './reply';
import { scheduleContent } from './saved-schedule';

const COLLECTION = 'saved/searches';

function setting(stanza: Stanza, key: string): string | undefined {
  return stanza.settings.get(key)?.value || undefined;
}

function savedEntry(context: RestContext, stanza: Stanza): Entry {
  const settings = [...stanza.settings].map(([key, { value }]): [string, string] => [key, value]);
  return {
    name: stanza.name,
    app: appId(context.app),
    links: ['dispatch', 'history'],
    content: {
      'dispatch.earliest_time': '',
      'dispatch.latest_time': '',
      description: '',
      ...Object.fromEntries(settings),
      disabled: isTrue(setting(stanza, 'disabled')),
      ...scheduleContent(readSavedSearch(stanza, context.app)),
    },
  };
}

/** `GET saved/searches`: the app's reports and alerts, as savedsearches.conf has them. */
export const listSavedSearches: Handler = (context, call) =>
  feedReply(
    call,
    COLLECTION,
    [...context.app.conf('savedsearches').values()].map((stanza) => savedEntry(context, stanza)),
  );

function findSaved(context: RestContext, call: Call): Stanza {
  const name = call.params['name'] ?? '';
  const stanza = context.app.conf('savedsearches').get(name);
  if (!stanza) throw new RestError(404, `Could not find object id=${name}`, 'ERROR');
  return stanza;
}

/** `GET saved/searches/<name>`: the one saved search. */
export const getSavedSearch: Handler = (context, call) =>
  entryReply(call, COLLECTION, savedEntry(context, findSaved(context, call)));
