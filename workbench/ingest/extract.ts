import type { Extraction } from '../conf/transforms';
import { quoteName, quoteText } from '../engine/engine';
import { columnMatches, columnPatterns, groupValue } from './column-regex';
import { extend, type Made, type Select, sameName } from './select';

/** A row broken at its tabs, kept beside the fields while extractions read it. */
const PARTS = '__parts';

/** A value newly found for a field that has one already is dropped (transforms.conf.spec, MV_ADD = false). */
function orKeep(select: Select, field: string, sql: string): string {
  const known = select.columns.some(({ name }) => sameName(name, field));
  return known ? `coalesce(${quoteName(field)}, ${sql})` : sql;
}

function withParts(select: Select, source: string): Select {
  return extend(select, [{ name: PARTS, kind: 'list', sql: `string_split(${source}, chr(9))` }]);
}

/** A pattern of whole columns is matched column by column: the same answer, many times faster. */
function extractColumns(select: Select, extraction: Extraction): Select | undefined {
  const patterns = columnPatterns(extraction.regex);
  if (!patterns || extraction.sourceKey !== '_raw') return undefined;
  const part = (at: number): string => `${quoteName(PARTS)}[${at + 1}]`;
  const conditions = patterns.flatMap((pattern, at) => columnMatches(part(at), pattern) ?? []);
  const matches = [`len(${quoteName(PARTS)}) = ${patterns.length}`, ...conditions].join(' AND ');
  const groups = patterns.flatMap((pattern, at) => (pattern.hasGroup ? [groupValue(part(at), pattern)] : []));
  const broken = select.columns.some(({ name }) => name === PARTS) ? select : withParts(select, '"_raw"');
  return extend(
    broken,
    extraction.fields.map(({ field, group }) => ({
      name: field,
      kind: 'text',
      sql: orKeep(select, field, `CASE WHEN ${matches} THEN ${groups[group - 1] ?? 'NULL'} END`),
    })),
  );
}

function extractRepeated(extraction: Extraction, source: string): Made[] {
  return extraction.fields.map(({ field, group }) => {
    const found = `regexp_extract_all(${source}, ${quoteText(extraction.regex)}, ${group})`;
    const values = `list_filter(${found}, lambda value: value <> '')`;
    return { name: field, kind: 'list', sql: `CASE WHEN len(${values}) > 0 THEN ${values} END` };
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
  const name = quoteName(source.name);
  return extend(
    select,
    extraction.isRepeated ? extractRepeated(extraction, name) : extractOnce(select, extraction, name),
  );
}

/** The events without what extractions kept beside the fields. */
export function withoutParts(select: Select): Select {
  const columns = select.columns.filter(({ name }) => name !== PARTS);
  return {
    sql: `SELECT ${columns.map(({ name }) => quoteName(name)).join(', ')} FROM (${select.sql})`,
    columns,
  };
}
