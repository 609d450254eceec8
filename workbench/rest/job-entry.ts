import { DEFAULT_TTL_SECONDS, type Job, SAVED_TTL_SECONDS } from '../jobs/job';
import type { Entry } from './feed';

/** What the search has found, or while it runs, what its last preview has. */
function counts(job: Job): Record<string, unknown> {
  const result = job.result ?? job.preview;
  const events = result && !result.isTransforming ? result.rows : 0;
  return {
    eventCount: result?.eventCount ?? 0,
    scanCount: result?.scanCount ?? 0,
    resultCount: job.result?.rows ?? 0,
    resultPreviewCount: result?.rows ?? 0,
    eventAvailableCount: events,
    resultIsStreaming: result ? !result.isTransforming : false,
    eventIsStreaming: true,
    eventIsTruncated: false,
    reportSearch: result?.isTransforming ? job.request.search : '',
    dropCount: 0,
    numPreviews: 0,
    diskUsage: 0,
    statusBuckets: 0,
  };
}

function states(job: Job): Record<string, unknown> {
  return {
    dispatchState: job.state,
    doneProgress: job.doneProgress,
    isDone: job.isDone,
    isFailed: job.isFailed,
    isFinalized: job.isFinalized,
    isPaused: job.isPaused,
    isPreviewEnabled: job.isPreviewEnabled,
    isEventsPreviewEnabled: false,
    isRealTimeSearch: false,
    isSaved: job.isSaved,
    isScheduled: job.request.isScheduled === true,
    isSavedSearch: job.request.savedSearch !== undefined,
    isZombie: false,
  };
}

/** The job as splunkd lists it. `waitingFor` is what a queued job waits for, as a message. */
export function jobEntry(job: Job, waitingFor: string | undefined): Entry {
  const { request } = job;
  const waiting = job.state === 'QUEUED' && waitingFor !== undefined;
  return {
    name: request.search,
    id: job.sid,
    published: job.createdAt,
    links: ['control', 'events', 'results', 'results_preview', 'search.log'],
    owner: request.owner,
    app: request.app,
    acl: { modifiable: true, can_write: true, ttl: String(job.ttlSeconds) },
    content: {
      sid: job.sid,
      search: request.search,
      label: request.label ?? '',
      ...states(job),
      ...counts(job),
      runDuration: job.runSeconds(Date.now()),
      ...(job.startedAt !== undefined && { start: Math.floor(job.startedAt / 1000) }),
      priority: job.priority,
      ttl: job.ttlSeconds,
      defaultTTL: String(DEFAULT_TTL_SECONDS),
      defaultSaveTTL: String(SAVED_TTL_SECONDS),
      sampleRatio: '1',
      delegate: '',
      provenance: request.asSent['provenance'] ?? '',
      messages: waiting ? [{ type: 'INFO', text: waitingFor }] : job.messages,
      request: request.asSent,
      runtime: { auto_cancel: String(request.autoCancelSeconds ?? 0), auto_pause: '0' },
    },
  };
}
