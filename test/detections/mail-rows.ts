import type { Detection } from '../../schema/detection';
import { searchOf } from '../../tools/generate-savedsearches-conf';
import { AppWithRows } from '../lookups/app-with-rows';

/** A Monday. */
export const START = 1_772_409_600;
export const HOUR = 3_600;
const OWNER = { owner: 'test', source: 'test', reason: 'test', expires: 0 };

/** A message as mail servers log it, put together. */
export type MessageRow = ReturnType<typeof message>;

let last = 0;

/** A message from a host inside, delivered. */
export function message({
  time,
  from,
  to,
  size = 2_000,
  src = '10.0.0.7',
  id = `<${++last}@example.com>`,
}: {
  readonly time: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly size?: number;
  readonly src?: string;
  readonly id?: string;
}) {
  return {
    _time: time,
    index: 'smtp_watch',
    sourcetype: 'smtp:message',
    visibility: 'message',
    src,
    dest: '10.0.0.25',
    src_user: from,
    src_user_domain: from.replace(/^.*@/, ''),
    recipient: to as readonly string[],
    message_id: id,
    size,
    action: 'delivered',
  };
}

/** What a detection finds in these rows, in a house that owns example.com and knows partner.example. */
export async function found(
  detection: Detection,
  rows: readonly object[],
): Promise<Readonly<Record<string, string | readonly string[]>>[]> {
  const app = await AppWithRows.open(rows as Parameters<typeof AppWithRows.open>[0]);
  try {
    app.keep('smtp_watch_own_domains', [{ domain: 'example.com', ...OWNER }]);
    app.keep('smtp_watch_partners', [{ domain: 'partner.example', name: 'Partner', ...OWNER }]);
    return await app.rows(searchOf(detection), { now: START + 9 * 24 * HOUR });
  } finally {
    app.close();
  }
}
