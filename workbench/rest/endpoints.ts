import { editApp, getApp, listApps } from './apps';
import type { Route } from './call';
import type { ConfHandlers } from './conf-handlers';
import { listFiredAlerts, listTriggerings, removeTriggering } from './fired-alerts';
import { controlJob, deleteJob } from './job-control';
import { createJob } from './job-create';
import { exportSearch } from './job-export';
import { getJob, listJobs } from './job-list';
import { getSearchLog } from './job-log';
import { getEvents, getResults, getResultsPreview } from './job-results';
import { KNOWLEDGE } from './knowledge';
import { getCollection, listCollections } from './kv-config';
import {
  findBatch,
  findRecords,
  getRecord,
  insertRecord,
  removeRecord,
  removeRecords,
  replaceRecord,
  saveBatch,
} from './kv-data';
import { MACROS } from './macros';
import { parseSearch } from './parser';
import { notSupported } from './router';
import { dispatchSavedSearch, savedSearchHistory } from './saved-dispatch';
import { acknowledgeAlerts, getScheduledTimes, getSuppression } from './saved-schedule';
import { savedSearches, savedSearchStanzas } from './saved-searches';
import { confFiles, confStanzas, currentContext, serverInfo, times, user } from './server-entries';
import { logIn } from './session';
import { parseTimes } from './time-parser';
import { views } from './views';

const DATA = 'storage/collections/data/:collection';

function entityRoutes(collection: string, handlers: ConfHandlers): Route[] {
  return [
    { method: 'GET', path: collection, handle: handlers.list },
    { method: 'POST', path: collection, handle: handlers.create },
    { method: 'GET', path: `${collection}/:name`, handle: handlers.get },
    { method: 'POST', path: `${collection}/:name`, handle: handlers.edit },
    { method: 'DELETE', path: `${collection}/:name`, handle: handlers.remove },
  ];
}

/** Every endpoint the workbench has, below `/services` and `/servicesNS/<owner>/<app>`; the first that fits answers. */
export const ENDPOINTS: readonly Route[] = [
  { method: 'POST', path: 'auth/login', handle: logIn },
  { method: 'GET', path: 'server/info', handle: serverInfo },
  { method: 'GET', path: 'authentication/current-context', handle: currentContext },
  { method: 'GET', path: 'authentication/users/:name', handle: user },
  { method: 'GET', path: 'apps/local', handle: listApps },
  { method: 'GET', path: 'apps/local/:name', handle: getApp },
  { method: 'POST', path: 'apps/local/:name', handle: editApp },
  { method: 'GET', path: 'data/ui/times', handle: times },
  { method: 'GET', path: 'data/ui/views', handle: views },
  ...entityRoutes('saved/searches', savedSearches),
  { method: 'POST', path: 'saved/searches/:name/enable', handle: savedSearches.enable },
  { method: 'POST', path: 'saved/searches/:name/disable', handle: savedSearches.disable },
  { method: 'POST', path: 'saved/searches/:name/dispatch', handle: dispatchSavedSearch },
  { method: 'GET', path: 'saved/searches/:name/history', handle: savedSearchHistory },
  { method: 'GET', path: 'saved/searches/:name/scheduled_times', handle: getScheduledTimes },
  { method: 'GET', path: 'saved/searches/:name/suppress', handle: getSuppression },
  { method: 'POST', path: 'saved/searches/:name/acknowledge', handle: acknowledgeAlerts },
  ...KNOWLEDGE.flatMap(({ collection, list, get }): Route[] => [
    { method: 'GET', path: collection, handle: list },
    { method: 'GET', path: `${collection}/:name`, handle: get },
  ]),
  { method: 'GET', path: 'alerts/fired_alerts', handle: listFiredAlerts },
  { method: 'GET', path: 'alerts/fired_alerts/:name', handle: listTriggerings },
  { method: 'DELETE', path: 'alerts/fired_alerts/:name', handle: removeTriggering },
  { method: 'GET', path: 'properties', handle: confFiles },
  { method: 'POST', path: 'properties', handle: notSupported('making conf files') },
  ...entityRoutes('configs/conf-savedsearches', savedSearchStanzas),
  ...MACROS.flatMap(({ collection, handlers }) => entityRoutes(collection, handlers)),
  { method: 'GET', path: 'configs/conf-:file', handle: confStanzas },
  { method: 'GET', path: 'storage/collections/config', handle: listCollections },
  { method: 'POST', path: 'storage/collections/config', handle: notSupported('making collections') },
  { method: 'GET', path: 'storage/collections/config/:name', handle: getCollection },
  { method: 'POST', path: `${DATA}/batch_save`, handle: saveBatch, body: 'json' },
  { method: 'POST', path: `${DATA}/batch_find`, handle: findBatch, body: 'json' },
  { method: 'GET', path: DATA, handle: findRecords },
  { method: 'POST', path: DATA, handle: insertRecord, body: 'json' },
  { method: 'DELETE', path: DATA, handle: removeRecords },
  { method: 'GET', path: `${DATA}/:key`, handle: getRecord },
  { method: 'POST', path: `${DATA}/:key`, handle: replaceRecord, body: 'json' },
  { method: 'DELETE', path: `${DATA}/:key`, handle: removeRecord },
  { method: 'GET', path: 'search/[v2/]jobs', handle: listJobs },
  { method: 'POST', path: 'search/[v2/]jobs', handle: createJob },
  { method: 'GET', path: 'search/[v2/]jobs/export', handle: exportSearch },
  { method: 'POST', path: 'search/[v2/]jobs/export', handle: exportSearch },
  { method: 'GET', path: 'search/[v2/]jobs/:sid', handle: getJob },
  { method: 'DELETE', path: 'search/[v2/]jobs/:sid', handle: deleteJob },
  { method: 'POST', path: 'search/[v2/]jobs/:sid/control', handle: controlJob },
  { method: 'GET', path: 'search/[v2/]jobs/:sid/results', handle: getResults },
  { method: 'POST', path: 'search/[v2/]jobs/:sid/results', handle: getResults },
  { method: 'GET', path: 'search/[v2/]jobs/:sid/results_preview', handle: getResultsPreview },
  { method: 'POST', path: 'search/[v2/]jobs/:sid/results_preview', handle: getResultsPreview },
  { method: 'GET', path: 'search/[v2/]jobs/:sid/events', handle: getEvents },
  { method: 'POST', path: 'search/[v2/]jobs/:sid/events', handle: getEvents },
  { method: 'GET', path: 'search/[v2/]parser', handle: parseSearch },
  { method: 'POST', path: 'search/[v2/]parser', handle: parseSearch },
  { method: 'GET', path: 'search/timeparser', handle: parseTimes },
  { method: 'GET', path: 'search/[v2/]jobs/:sid/summary', handle: notSupported('the summary of a job') },
  { method: 'GET', path: 'search/[v2/]jobs/:sid/timeline', handle: notSupported('the timeline of a job') },
  {
    method: 'GET',
    path: 'search/[v2/]jobs/:sid/search.log',
    handle: getSearchLog,
  },
  { method: 'GET', path: 'search/typeahead', handle: notSupported('typeahead') },
];
