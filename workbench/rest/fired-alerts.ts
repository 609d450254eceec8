import type { FiredAlert } from '../jobs/alerts';
import { mayAccess, requireRight } from './access';
import { appId } from './app-settings';
import type { Call, Handler, RestContext } from './call';
import { type Entry, feedReply } from './feed';
import { renderedTime } from './rendered-time';
import { messagesReply, RestError } from './reply';

const COLLECTION = 'alerts/fired_alerts';
/** The group of all alerts. */
const ALL = '-';

function groupEntry(context: RestContext, name: string, count: number): Entry {
  return {
    name,
    app: appId(context.app),
    content: { is_streaming_alert: false, triggered_alert_count: String(count) },
  };
}

function alertEntry(context: RestContext, alert: FiredAlert): Entry {
  return {
    name: alert.name,
    app: appId(context.app),
    owner: 'admin',
    published: alert.triggeredAt * 1000,
    links: ['job', 'savedsearch'],
    content: {
      actions: alert.actions.length === 0 ? null : alert.actions.join(','),
      alert_type: 'historical',
      digest_mode: alert.isDigest,
      expiration_time_rendered: renderedTime(alert.expiresAt),
      savedsearch_name: alert.savedSearch,
      severity: alert.severity,
      sid: alert.sid,
      trigger_time: alert.triggeredAt,
      trigger_time_rendered: renderedTime(alert.triggeredAt),
      triggered_alerts: alert.count,
    },
  };
}

/** The triggerings of searches that the caller may read. */
function readable(context: RestContext, call: Call, savedSearch?: string): FiredAlert[] {
  return context.alerts
    .list(savedSearch)
    .filter((alert) => mayAccess(context, call, { type: 'savedsearches', name: alert.savedSearch }, 'read'));
}

/** `GET alerts/fired_alerts`: how often each saved search has triggered its alert, and all of them together. */
export const listFiredAlerts: Handler = (context, call) => {
  const fired = readable(context, call);
  const names = [...new Set(fired.map(({ savedSearch }) => savedSearch))];
  const groups = names.map((name) =>
    groupEntry(context, name, fired.filter(({ savedSearch }) => savedSearch === name).length),
  );
  return feedReply(call, COLLECTION, [groupEntry(context, ALL, fired.length), ...groups]);
};

function nameOf(call: Call): string {
  return call.params['name'] ?? '';
}

/** `GET alerts/fired_alerts/<saved search>`: the triggerings that have not expired; those of all for `-`. */
export const listTriggerings: Handler = (context, call) => {
  const name = nameOf(call);
  const fired = readable(context, call, name === ALL ? undefined : name);
  if (fired.length === 0 && name !== ALL && !context.app.conf('savedsearches').has(name)) {
    throw new RestError(404, `Could not find object id=${name}`, 'ERROR');
  }
  return feedReply(
    call,
    COLLECTION,
    fired.map((alert) => alertEntry(context, alert)),
  );
};

/** `DELETE alerts/fired_alerts/<triggering>`: forgets the one triggering. Throws RestError 403 and 404. */
export const removeTriggering: Handler = (context, call) => {
  const name = nameOf(call);
  const alert = readable(context, call).find((one) => one.name === name);
  if (!alert) throw new RestError(404, `Could not find object id=${name}`, 'ERROR');
  requireRight(context, call, { type: 'savedsearches', name: alert.savedSearch }, 'write');
  context.alerts.remove(name);
  return messagesReply(200, []);
};
