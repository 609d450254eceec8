import { createFetchInit, handleResponse } from '@splunk/splunk-utils/fetch';
import { createRESTURL } from '@splunk/splunk-utils/url';
import { secondsOf } from './format-time';

/** Gives the epoch seconds that times in Splunk's notation stand for now, in their order; rejects when the server knows one of them for none. */
export async function parseTimes(times: readonly string[]): Promise<number[]> {
  const written = times.map(secondsOf);
  if (!written.some(Number.isNaN)) return written;
  const query = new URLSearchParams([['output_mode', 'json'], ...times.map((time) => ['time', time])]);
  const reply = await fetch(`${createRESTURL('search/timeparser')}?${query}`, createFetchInit({}));
  const parsed: Record<string, string> = await handleResponse(200)(reply);
  return times.map((time) => secondsOf(parsed[time] ?? ''));
}
