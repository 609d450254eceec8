import type { Extraction } from '../conf/transforms';
import { quoteName, quoteText } from '../engine/engine';
import { columnMatches, columnPatterns, groupValue } from './column-regex';
import { extend, type Made, type Select, sqlName } from './select';

/** The carried column with a row broken at its tabs. */
export const PARTS = '#parts';

/** A value newly found for a field that has one already is dropped (transforms.conf.spec, MV_ADD = false). */
function orKeep(select: Select, field: string, sql: string): string {
  const known = sqlName(select, field);
  return known ? `coalesce(${known}, ${sql})` : sql;
}

/** A pattern of whole columns is matched column by column: the same answer, many times faster. */
function extractColumns(select: Select, extraction: Extraction): Select | undefined {
  const patterns = columnPatterns(extraction.regex);
  if (!patterns || extraction.sourceKey !== '_raw') return undefined;
  const part = (at: number): string => `${quoteName(PARTS)}[${at + 1}]`;
  const conditions = patterns.flatMap((pattern, at) => columnMatches(part(at), pattern) ?? []);
  const matches = [`len(${quoteName(PARTS)}) = ${patterns.length}`, ...conditions].join(' AND ');
  const groups = patterns.flatMap((pattern, at) => (pattern.hasGroup ? [groupValue(part(at), pattern)] : []));
  const isBroken = select.carried.includes(PARTS);
  const broken = isBroken
    ? select
    : extend(select, [], [{ name: PARTS, sql: 'string_split("_raw", chr(9))' }]);
  const matched = `#matched ${extraction.name}`;
  return extend(
    extend(broken, [], [{ name: matched, sql: matches }]),
    extraction.fields.map(({ field, group }) => ({
      name: field,
      kind: 'text',
      sql: orKeep(select, field, `CASE WHEN ${quoteName(matched)} THEN ${groups[group - 1] ?? 'NULL'} END`),
    })),
  );
}

/** Every match of a regular expression; those of `([^x]+)` are what lies between the separators x. */
function allMatches(source: string, regex: string, group: number): string {
  const separator = /^\(\[\^([^\\\]^-])\]\+\)$/.exec(regex)?.[1];
  if (separator !== undefined && group === 1) return `string_split(${source}, ${quoteText(separator)})`;
  return `regexp_extract_all(${source}, ${quoteText(regex)}, ${group})`;
}

function extractRepeated(extraction: Extraction, source: string): Made[] {
  return extraction.fields.map(({ field, group }) => {
    const found = allMatches(source, extraction.regex, group);
    return { name: field, kind: 'list', sql: `nullif(list_filter(${found}, lambda value: value <> ''), [])` };
  });
}

function extractOnce(select: Select, extraction: Extraction, source: string): Made[] {
  return extraction.fields.map(({ field, group }) => ({
    name: field,
    kind: 'text',
    sql: orKeep(
      select,
      field,
      `NULLIF(regexp_extract(${source}, ${quoteText(extraction.regex)}, ${group}), '')`,
    ),
  }));
}

/** The events with the fields of one REPORT transform, of its first match or, with MV_ADD, of each. */
export function extract(select: Select, extraction: Extraction): Select {
  const source = select.columns.find(({ name }) => name === extraction.sourceKey);
  if (!source) return select;
  if (source.kind !== 'text')
    throw new Error(`${extraction.place}: SOURCE_KEY ${source.name} has many values`);
  const byColumns = extractColumns(select, extraction);
  if (byColumns) return byColumns;
  const name = sqlName(select, source.name)!;
  return extend(
    select,
    extraction.isRepeated ? extractRepeated(extraction, name) : extractOnce(select, extraction, name),
  );
}
