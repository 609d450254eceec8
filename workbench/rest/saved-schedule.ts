import { parseTimeBound, readSavedSearch, type SavedSearch } from '../jobs/saved-search';
import { requireRight } from './access';
import { appId } from './app-settings';
import { type ArgumentTable, checkArguments, textArg } from './arguments';
import type { Call, Handler, RestContext } from './call';
import { findStanza } from './conf-handlers';
import { entryReply } from './feed';
import { renderedTime } from './rendered-time';
import { messagesReply, RestError } from './reply';

const COLLECTION = 'saved/searches';
const MOST_TIMES = 1000;

const SCHEDULED_TIMES: ArgumentTable = {
  earliest_time: 'used',
  latest_time: 'used',
  output_mode: 'ignored',
};

/** The saved search that the path names. Throws RestError 404 when there is none. */
export function findSavedSearch(context: RestContext, call: Call): SavedSearch {
  return readSavedSearch(findStanza(context, call, 'savedsearches'), context.app);
}

/** What a saved search's entry says of its schedule and of its actions. */
export function scheduleContent(search: SavedSearch): Readonly<Record<string, unknown>> {
  const { schedule, alert } = search;
  const isScheduled = search.isScheduled && !search.isDisabled;
  const next =
    isScheduled && typeof schedule !== 'string' ? schedule.next(Math.floor(Date.now() / 1000)) : undefined;
  return {
    is_scheduled: search.isScheduled,
    next_scheduled_time: next === undefined ? '' : renderedTime(next),
    actions: alert.actions.join(','),
  };
}

function timeArg(call: Call, name: string): number {
  const now = Math.floor(Date.now() / 1000);
  const text = textArg(call.args, name);
  const time = text === undefined ? undefined : parseTimeBound(text, now);
  if (time !== undefined) return time;
  throw new RestError(400, `${name} is "${text ?? ''}", expected a time such as now or +1d`);
}

/** `GET saved/searches/<name>/scheduled_times`: when the search is to run from `earliest_time` to `latest_time`. */
export const getScheduledTimes: Handler = (context, call) => {
  const { name, isScheduled, schedule } = findSavedSearch(context, call);
  checkArguments(call.args, SCHEDULED_TIMES);
  const [from, until] = [timeArg(call, 'earliest_time'), timeArg(call, 'latest_time')];
  const isRun = isScheduled && typeof schedule !== 'string';
  const times = isRun ? schedule.between(from, until, MOST_TIMES) : [];
  return entryReply(call, COLLECTION, {
    name,
    app: appId(context.app),
    content: { is_scheduled: isScheduled, scheduled_times: times },
  });
};

/** `GET saved/searches/<name>/suppress`: whether the alerts of the search are suppressed, and until when. */
export const getSuppression: Handler = (context, call) => {
  const search = findSavedSearch(context, call);
  const until = context.alerts.suppressedUntil(search);
  const app = appId(context.app);
  return entryReply(call, COLLECTION, {
    name: search.name,
    app,
    content: {
      suppressed: until !== undefined,
      suppressionKey: `admin;${app};${search.name};;`,
      expiration: until === undefined ? '' : renderedTime(until),
    },
  });
};

/** `POST saved/searches/<name>/acknowledge`: ends the suppression of the alerts of the search. Throws RestError 403. */
export const acknowledgeAlerts: Handler = (context, call) => {
  const search = findSavedSearch(context, call);
  requireRight(context, call, { type: 'savedsearches', name: search.name }, 'write');
  context.alerts.acknowledge(search);
  return messagesReply(200, []);
};
