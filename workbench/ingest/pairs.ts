import { type Engine, quoteName, quoteText } from '../engine/engine';
import { extend, type Made, type Select, sqlName } from './select';

/**
 * A pair as Splunk's automatic extraction finds it: a key without the digits and underscores before it (CLEAN_KEYS), then
 * text in double quotes, in which `\` stands before a quote or another `\`, or text up to a blank, comma, semicolon, `|` or `&`.
 */
const PAIR = String.raw`[A-Za-z][\w.:-]*\s?=\s?(?:"(?:[^"\\]|\\.)*"|[^\s",;|&]+)`;
/** Fields that automatic extraction makes at most (limits.conf, [kv] limit). */
const FIELD_LIMIT = 100;

const PAIRS = '#pairs';
const KEYS = '#keys';
const VALUES = '#values';

const KEY = `rtrim(split_part(pair, '=', 1))`;
const BEHIND = `ltrim(substr(pair, length(split_part(pair, '=', 1)) + 2))`;
const UNQUOTED = String.raw`regexp_replace(substr(${BEHIND}, 2, length(${BEHIND}) - 2), '(?s)\\(["\\])', '\1', 'g')`;
const VALUE = `CASE WHEN ${BEHIND}[1] = '"' THEN ${UNQUOTED} ELSE ${BEHIND} END`;

/** The events with their pairs as lists of keys and values; each event is searched for them once. */
function broken(select: Select): Select {
  const found = extend(
    select,
    [],
    [{ name: PAIRS, sql: `regexp_extract_all("_raw", ${quoteText(`(?s)${PAIR}`)})` }],
  );
  const each = (sql: string): string => `list_transform(${quoteName(PAIRS)}, lambda pair: ${sql})`;
  return extend(
    found,
    [],
    [
      { name: KEYS, sql: each(KEY) },
      { name: VALUES, sql: each(VALUE) },
    ],
  );
}

/** The keys of all events in order of first appearance, at most as many as Splunk makes fields of. */
export async function pairKeys(engine: Engine, events: Select): Promise<string[]> {
  const keys = quoteName(KEYS);
  const { columns } = await engine.query(`SELECT key FROM (
      SELECT unnest(${keys}) AS key, "_serial" AS serial, generate_subscripts(${keys}, 1) AS place FROM (${broken(events).sql})
    ) GROUP BY key ORDER BY min((serial, place)) LIMIT ${FIELD_LIMIT}`);
  return (columns[0] ?? []).map(String);
}

/** The events with a field for each key, of the first pair that has it; a field that is there already keeps its value. */
export function extractPairs(select: Select, keys: readonly string[]): Select {
  const made = keys
    .filter((key) => sqlName(select, key) === undefined)
    .map((name): Made => {
      const place = `list_position(${quoteName(KEYS)}, ${quoteText(name)})`;
      return { name, kind: 'text', sql: `NULLIF(${quoteName(VALUES)}[${place}], '')` };
    });
  return made.length === 0 ? select : extend(broken(select), made);
}
