import type { RestEntry } from '../rest/entries';

/** The last time that an alert ran, as far as the server still keeps it. */
export interface LastRun {
  /** When it began, as the server writes it. */
  readonly time: string;
  readonly state: 'running' | 'done' | 'failed';
  /** How it ended, in words. */
  readonly told: string;
}

/** Gives the path of the runs of a saved search, of which the last is asked for. Who may read the search may read them. */
export function lastRunPath(name: string): string {
  const asked = new URLSearchParams({ sort_key: 'start', sort_dir: 'desc', count: '1' });
  return `saved/searches/${encodeURIComponent(name)}/history?${asked}`;
}

function describeFailure(messages: unknown): string {
  const texts = (Array.isArray(messages) ? messages : []).filter(({ type }) => /ERROR|FATAL/.test(type));
  return `failed: ${texts.map(({ text }) => String(text)).join(' ') || 'the server does not say why'}`;
}

function describeFound(content: RestEntry['content']): string {
  const found = Number(content['resultCount']);
  const seconds = Number(content['runDuration']);
  const took = seconds < 1 ? 'under a second' : `${Math.round(seconds).toLocaleString('en-US')} s`;
  return `found ${found === 0 ? 'nothing' : found.toLocaleString('en-US')}, took ${took}`;
}

/** Gives the first of the runs that the server has of an alert; undefined where it has none. */
export function lastRunOf([run]: readonly RestEntry[]): LastRun | undefined {
  if (run === undefined) return undefined;
  const { published: time = '', content } = run;
  if (content['isFailed'] === true)
    return { time, state: 'failed', told: describeFailure(content['messages']) };
  if (content['isDone'] !== true) return { time, state: 'running', told: 'runs now' };
  return { time, state: 'done', told: describeFound(content) };
}
