import type { DelimitedExtraction, Extraction, RegexExtraction } from '../conf/extractions';
import { quoteName, quoteText } from '../engine/engine';
import { columnMatches, columnPatterns, groupValue } from './column-regex';
import { delimitedValues } from './delimited';
import { extend, type Made, type Select, sqlName } from './select';

/** The carried column with a row broken at its tabs. */
export const PARTS = '#parts';

/** A value newly found for a field that has one already is dropped (transforms.conf.spec, MV_ADD = false). */
function orKeep(select: Select, field: string, sql: string): string {
  const known = sqlName(select, field);
  return known ? `coalesce(${known}, ${sql})` : sql;
}

/** A pattern of whole columns is matched column by column: the same answer, many times faster. */
function extractColumns(select: Select, extraction: RegexExtraction): Select | undefined {
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

function extractRepeated(extraction: RegexExtraction, source: string): Made[] {
  return extraction.fields.map(({ field, group }) => {
    const found = allMatches(source, extraction.regex, group);
    return { name: field, kind: 'list', sql: `nullif(list_filter(${found}, lambda value: value <> ''), [])` };
  });
}

/** The first match of a regular expression, looked for once however many fields are made of it. */
function extractOnce(select: Select, extraction: RegexExtraction, source: string): Select {
  const groups = Math.max(...extraction.fields.map(({ group }) => group));
  const names = Array.from({ length: groups }, (_, at) => quoteText(String(at + 1)));
  const found = `#found ${extraction.name}`;
  const match = `regexp_extract(${source}, ${quoteText(extraction.regex)}, [${names.join(', ')}])`;
  return extend(
    extend(select, [], [{ name: found, sql: match }]),
    extraction.fields.map(({ field, group }) => ({
      name: field,
      kind: 'text',
      sql: orKeep(select, field, `NULLIF(${quoteName(found)}.${quoteName(String(group))}, '')`),
    })),
  );
}

/** Values between delimiters, in double quotes where they hold some; further values than there are names are none. */
function extractDelimited(select: Select, extraction: DelimitedExtraction, source: string): Select {
  const found = `#values ${extraction.name}`;
  return extend(
    extend(select, [], [{ name: found, sql: delimitedValues(source, extraction.delimiters, true) }]),
    extraction.fields.map((field, at) => ({
      name: field,
      kind: 'text',
      sql: orKeep(select, field, `NULLIF(${quoteName(found)}[${at + 1}], '')`),
    })),
  );
}

/** The events with the fields of one extraction: a regular expression's first match or, with MV_ADD, each of them. */
export function extract(select: Select, extraction: Extraction): Select {
  const source = select.columns.find(({ name }) => name === extraction.sourceKey);
  if (!source) return select;
  if (source.kind !== 'text')
    throw new Error(`${extraction.place}: SOURCE_KEY ${source.name} has many values`);
  const name = sqlName(select, source.name)!;
  if (extraction.kind === 'delimited') return extractDelimited(select, extraction, name);
  if (extraction.isRepeated) return extend(select, extractRepeated(extraction, name));
  return extractColumns(select, extraction) ?? extractOnce(select, extraction, name);
}
