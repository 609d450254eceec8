import { parseTimeBound } from '../jobs/saved-search';
import { type ArgumentTable, checkArguments, outputMode } from './arguments';
import type { Handler } from './call';
import { jsonReply, RestError } from './reply';

const TIME_PARSER: ArgumentTable = { time: 'used', output_mode: 'used' };

/** A time as splunkd writes it when asked for no format, in the workbench's zone: `2026-11-23T08:00:00.000+00:00`; undefined for text that is none. */
function isoTime(text: string, now: number): string | undefined {
  const date = new Date((parseTimeBound(text, now) ?? Number.NaN) * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace('Z', '+00:00');
}

/** `search/timeparser`: what each `time` (several may be given) stands for, by the text that was sent. Throws RestError 400 for what is no time. */
export const parseTimes: Handler = (_context, call) => {
  checkArguments(call.args, TIME_PARSER);
  outputMode(call.args, []);
  const texts = call.args.getAll('time');
  if (texts.length === 0) throw new RestError(400, 'the argument "time" is missing, expected at least one');
  const now = Math.floor(Date.now() / 1000);
  const times = texts.map((text) => [text, isoTime(text, now)] as const);
  const faults = times.flatMap(([text, time]) => (time === undefined ? [`"${text}" is no time`] : []));
  if (faults.length > 0) throw new RestError(400, faults.join(', '));
  return jsonReply(Object.fromEntries(times));
};
