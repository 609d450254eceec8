import { outputMode, wholeNumber } from './arguments';
import type { Call } from './call';
import { jsonReply, type Reply } from './reply';

/** The Splunk whose REST interface the workbench imitates; clients choose their endpoints by it. */
export const SPLUNK_VERSION = '10.4.0';
const BUILD = 'workbench';

/** splunkd writes times with the offset of its zone, and the workbench's zone is UTC. */
function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '+00:00');
}

export interface Entry {
  readonly name: string;
  /** The last part of the entry's own link, when it is not the name. */
  readonly id?: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** Further links below the entry's own. */
  readonly links?: readonly string[];
  readonly published?: number;
  readonly app?: string;
  readonly owner?: string;
  readonly acl?: Readonly<Record<string, unknown>>;
}

function entryJson(call: Call, collection: string, entry: Entry): Record<string, unknown> {
  const own = `${call.root}/${collection}/${encodeURIComponent(entry.id ?? entry.name)}`;
  const below = (entry.links ?? []).map((name): [string, string] => [name, `${own}/${name}`]);
  const owner = entry.owner ?? 'nobody';
  const app = entry.app ?? 'system';
  return {
    name: entry.name,
    id: `http://${call.request.host}${own}`,
    updated: isoTime(entry.published ?? 0),
    links: { alternate: own, ...Object.fromEntries(below) },
    ...(entry.published !== undefined && { published: isoTime(entry.published) }),
    author: owner,
    acl: {
      app,
      owner,
      sharing: 'global',
      modifiable: false,
      can_write: false,
      perms: { read: ['*'], write: ['admin'] },
      ...entry.acl,
    },
    content: entry.content,
  };
}

function feedJson(call: Call, collection: string, entries: readonly Entry[], paging: unknown): unknown {
  return {
    links: {},
    origin: `http://${call.request.host}${call.root}/${collection}`,
    updated: isoTime(Date.now()),
    generator: { build: BUILD, version: SPLUNK_VERSION },
    entry: entries.map((entry) => entryJson(call, collection, entry)),
    paging,
  };
}

/** The page of the entries that `count` (default 30, 0 is all) and `offset` ask for, in splunkd's feed. */
export function feedReply(call: Call, collection: string, entries: readonly Entry[]): Reply {
  outputMode(call.args, []);
  const offset = wholeNumber(call.args, 'offset', 0);
  const perPage = wholeNumber(call.args, 'count', 30) || entries.length;
  const shown = entries.slice(offset, offset + perPage);
  return jsonReply(feedJson(call, collection, shown, { total: entries.length, perPage, offset }));
}

/** One entry in splunkd's feed. */
export function entryReply(call: Call, collection: string, entry: Entry): Reply {
  outputMode(call.args, []);
  return jsonReply(feedJson(call, collection, [entry], { total: 1, perPage: 30, offset: 0 }));
}
