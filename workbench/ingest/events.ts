import type { Column } from '../spl/relation';

/**
 * Columns of the table that lines are read into; `kv` is the JSON that automatic extraction sees when that is not all of
 * it, `time` counts for an event whose text says none.
 */
export const STAGE_COLUMNS = [
  { name: 'line', kind: 'number' },
  { name: 'raw', kind: 'text' },
  { name: 'kv', kind: 'text' },
  { name: 'time', kind: 'number' },
] as const;

/** The index of events that are loaded from files. */
export const LOADED_INDEX = 'main';

/** Fields that every event has before any is extracted; no extraction takes their place. */
export const BASE_COLUMNS: readonly Column[] = [
  { name: '_time', kind: 'number' },
  { name: '_raw', kind: 'text' },
  { name: '_serial', kind: 'number' },
  { name: 'host', kind: 'text' },
  { name: 'source', kind: 'text' },
  { name: 'sourcetype', kind: 'text' },
  { name: 'index', kind: 'text' },
  { name: 'linecount', kind: 'text' },
];

/** The carried column with the JSON that automatic extraction sees, when that is not all of the event. */
export const SEEN_JSON = '#seen';
