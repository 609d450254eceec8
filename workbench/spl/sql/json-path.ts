import { quoteText } from '../../engine/quote';
import { list, nonEmpty, text, type Value } from './value';

/** One step of Splunk's path: a key, with `{}` for all elements of the array below it or `{n}` for one. */
const STEP = /([^.{}"\\]*)((?:\{\d{0,9}\})*)(?:\.|$)/y;

/** Splunk's path `a.b{0}.c` as DuckDB's `$."a"."b"[0]."c"`; undefined when it is not made of keys, {} and {n}. */
export function jsonPath(path: string): string | undefined {
  let duckDb = '$';
  STEP.lastIndex = 0;
  while (STEP.lastIndex < path.length) {
    const match = STEP.exec(path);
    if (!match) return undefined;
    const [, key = '', places = ''] = match;
    if (key !== '') duckDb += `."${key}"`;
    duckDb += places.replace(/\{(\d*)\}/g, (_, place: string) => `[${place === '' ? '*' : Number(place)}]`);
  }
  return duckDb;
}

/** The value at one of jsonPath's paths in a JSON text: all values with `[*]` in it, else one; `null` is a text. */
export function jsonAt(json: string, path: string): Value {
  const at = quoteText(path);
  const ifJson = (sql: string): string => `CASE WHEN json_valid(${json}) THEN ${sql} END`;
  if (path.includes('[*]')) {
    const found = `list_transform(CAST(json_extract(${json}, ${at}) AS JSON[]), lambda "#j": coalesce("#j" ->> '$', 'null'))`;
    return list(`(${ifJson(nonEmpty(found))})`);
  }
  const single = `coalesce(json_extract_string(${json}, ${at}), CASE WHEN json_type(${json}, ${at}) = 'NULL' THEN 'null' END)`;
  return text(`(${ifJson(single)})`);
}
