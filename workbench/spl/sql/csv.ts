import type { Field } from '../build';
import { asText } from './value';

/** A column of what a search command is sent: a field, or an SQL text of its own, or nothing but the name. */
export interface CsvColumn {
  readonly name: string;
  readonly field?: Field;
  readonly sql?: string;
}

/** SQL in two steps, because the texts that cells are made of are used several times in each. */
interface CsvLine {
  /** Select items over the fields: the texts that `line` reads beside the fields. */
  readonly texts: readonly string[];
  /** One row in splunkd's dialect, with its line end. */
  readonly line: string;
}

const textName = (at: number): string => `"#text${at}"`;

const quoted = (text: string): string => `concat('"', replace(${text}, '"', '""'), '"')`;

/** Signs of addresses, names and sentences: to look for one is much faster than a regular expression. */
const COMMON_SIGNS = ['.', ':', '@', ' ', '-'];

/** splunkd quotes every cell but those of ASCII letters and digits alone. */
function cell(text: string): string {
  const hasSign = COMMON_SIGNS.map((sign) => `contains(${text}, '${sign}')`).join(' OR ');
  return `CASE WHEN ${text} IS NULL THEN '' WHEN contains(${text}, '"') THEN ${quoted(text)} WHEN ${hasSign} OR NOT regexp_full_match(${text}, '[A-Za-z0-9]*') THEN concat('"', ${text}, '"') ELSE ${text} END`;
}

/** `$v1$;$v2$` with every `$` in a value doubled; a single value has no such cell. Most values need no escaping. */
function multivalueCell({ kind, sql }: Field, text: string): string {
  if (kind !== 'list') return "''";
  const doubled = `list_transform(${sql}, lambda "#v": replace("#v", '$', '$$'))`;
  const escaped = quoted(`concat('$', array_to_string(${doubled}, '$;$'), '$')`);
  const plain = `concat('"$', array_to_string(${sql}, '$;$'), '$"')`;
  const needsEscape = `contains(${text}, '$') OR contains(${text}, '"')`;
  return `CASE WHEN ${sql} IS NULL OR len(${sql}) < 2 THEN '' WHEN ${needsEscape} THEN ${escaped} ELSE ${plain} END`;
}

/** The header in splunkd's dialect: all fields, then all of them again with `__mv_` before the name. */
export function csvHeader(columns: readonly CsvColumn[]): string {
  const names = [...columns.map(({ name }) => name), ...columns.map(({ name }) => `__mv_${name}`)];
  return names
    .map((name) => (/^[A-Za-z0-9]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`))
    .join(',');
}

/** SQL of one row in splunkd's dialect. */
export function csvLine(columns: readonly CsvColumn[]): CsvLine {
  const texts = columns.flatMap(({ field }, at) => (field ? [`${asText(field)} AS ${textName(at)}`] : []));
  const cells = columns.map(({ field, sql }, at) => (field ? cell(textName(at)) : (sql ?? "''")));
  const multivalue = columns.map(({ field }, at) => (field ? multivalueCell(field, textName(at)) : "''"));
  return { texts, line: `concat(${[...cells, ...multivalue].join(", ',', ")}, chr(10))` };
}
