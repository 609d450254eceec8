import type { DelimitedExtraction, Extraction, RegexExtraction } from '../conf/extractions';
import { quoteName, quoteText } from '../engine/engine';
import { columnMatches, columnPatterns, groupValue } from './column-regex';
import { delimitedValues } from './delimited';
import { type Carried, extend, type Made, type Select, sqlName } from './select';

/** The carried column with a row broken at its tabs. */
export const PARTS = '#parts';

/** What an extraction finds: columns that are carried while its fields are made, and the fields. */
interface Findings {
  readonly carry: readonly Carried[];
  readonly made: readonly Made[];
}

/** A value newly found for a field that has one already is dropped (transforms.conf.spec, MV_ADD = false). */
function keepingFirst(select: Select, made: readonly Made[]): Made[] {
  const names = [...new Set(made.map(({ name }) => name))];
  return names.map((name) => {
    const same = made.filter((one) => one.name === name);
    const known = same[0]!.kind === 'text' ? sqlName(select, name) : undefined;
    const values = [...(known === undefined ? [] : [known]), ...same.map(({ sql }) => sql)];
    return { ...same[0]!, sql: values.length === 1 ? values[0]! : `coalesce(${values.join(', ')})` };
  });
}

function rowPatterns(extraction: Extraction): ReturnType<typeof columnPatterns> {
  if (extraction.kind !== 'extraction' || extraction.isRepeated) return undefined;
  return extraction.sourceKey === '_raw' ? columnPatterns(extraction.regex) : undefined;
}

/** A pattern of whole columns is matched column by column: the same answer, many times faster. */
function extractColumns(
  select: Select,
  extraction: Extraction,
  patterns: NonNullable<ReturnType<typeof columnPatterns>>,
): Select {
  const part = (at: number): string => `${quoteName(PARTS)}[${at + 1}]`;
  const conditions = patterns.flatMap((pattern, at) => columnMatches(part(at), pattern) ?? []);
  const matches = [`len(${quoteName(PARTS)}) = ${patterns.length}`, ...conditions].join(' AND ');
  const groups = patterns.flatMap((pattern, at) => (pattern.hasGroup ? [groupValue(part(at), pattern)] : []));
  const isBroken = select.carried.includes(PARTS);
  const broken = isBroken
    ? select
    : extend(select, [], [{ name: PARTS, sql: 'string_split("_raw", chr(9))' }]);
  const matched = `#matched ${extraction.name}`;
  const fields = extraction.kind === 'extraction' ? extraction.fields : [];
  const made = fields.map(({ field, group }): Made => {
    const sql = `CASE WHEN ${quoteName(matched)} THEN ${groups[group - 1] ?? 'NULL'} END`;
    return { name: field, kind: 'text', sql };
  });
  return extend(extend(broken, [], [{ name: matched, sql: matches }]), keepingFirst(select, made));
}

/** Every match of a regular expression; those of `([^x]+)` are what lies between the separators x. */
function allMatches(source: string, regex: string, group: number): string {
  const separator = /^\(\[\^([^\\\]^-])\]\+\)$/.exec(regex)?.[1];
  if (separator !== undefined && group === 1) return `string_split(${source}, ${quoteText(separator)})`;
  return `regexp_extract_all(${source}, ${quoteText(regex)}, ${group})`;
}

function findAll({ fields, regex }: RegexExtraction, source: string): Findings {
  const made = fields.map(({ field, group }): Made => {
    const found = allMatches(source, regex, group);
    return { name: field, kind: 'list', sql: `nullif(list_filter(${found}, lambda value: value <> ''), [])` };
  });
  return { carry: [], made };
}

/** The first match of a regular expression, looked for once however many fields are made of it. */
function findOnce({ name, fields, regex }: RegexExtraction, source: string): Findings {
  const groups = Math.max(...fields.map(({ group }) => group));
  const names = Array.from({ length: groups }, (_, at) => quoteText(String(at + 1)));
  const found = `#found ${name}`;
  const match = `regexp_extract(${source}, ${quoteText(regex)}, [${names.join(', ')}])`;
  const made = fields.map(({ field, group }): Made => {
    return { name: field, kind: 'text', sql: `NULLIF(${quoteName(found)}.${quoteName(String(group))}, '')` };
  });
  return { carry: [{ name: found, sql: match }], made };
}

/** Values between delimiters, in double quotes where they hold some; further values than there are names are none. */
function findDelimited({ name, fields, delimiters }: DelimitedExtraction, source: string): Findings {
  const found = `#values ${name}`;
  const made = fields.map((field, at): Made => {
    return { name: field, kind: 'text', sql: `NULLIF(${quoteName(found)}[${at + 1}], '')` };
  });
  return { carry: [{ name: found, sql: delimitedValues(source, delimiters, true) }], made };
}

function findings(select: Select, extraction: Extraction): Findings {
  const source = select.columns.find(({ name }) => name === extraction.sourceKey);
  if (!source) return { carry: [], made: [] };
  if (source.kind !== 'text')
    throw new Error(`${extraction.place}: SOURCE_KEY ${source.name} has many values`);
  const name = sqlName(select, source.name)!;
  if (extraction.kind === 'delimited') return findDelimited(extraction, name);
  return extraction.isRepeated ? findAll(extraction, name) : findOnce(extraction, name);
}

function fieldsMade({ fields }: Extraction): string[] {
  return fields.map((one) => (typeof one === 'string' ? one : one.field));
}

const isRepeated = (extraction: Extraction): boolean =>
  extraction.kind === 'extraction' && extraction.isRepeated;

/** Extractions one after the other, those together that read nothing that another of them makes: the query stays flat. */
function independent(extractions: readonly Extraction[]): Extraction[][] {
  const groups: Extraction[][] = [];
  for (const extraction of extractions) {
    const group = groups.at(-1);
    const made = new Set(group?.flatMap(fieldsMade));
    const repeats = isRepeated(extraction) || group?.some(isRepeated);
    const isAlone = rowPatterns(extraction) !== undefined || (group && rowPatterns(group[0]!) !== undefined);
    const depends =
      made.has(extraction.sourceKey) || (repeats && fieldsMade(extraction).some((name) => made.has(name)));
    if (!group || isAlone || depends) groups.push([extraction]);
    else group.push(extraction);
  }
  return groups;
}

/** The events with the fields of the extractions: of a regular expression's first match or, with MV_ADD, of each. */
export function extract(select: Select, extractions: readonly Extraction[]): Select {
  return independent(extractions).reduce((before, group) => {
    const patterns = rowPatterns(group[0]!);
    if (patterns) return extractColumns(before, group[0]!, patterns);
    const found = group.map((extraction) => findings(before, extraction));
    const carrying = extend(
      before,
      [],
      found.flatMap(({ carry }) => carry),
    );
    return extend(
      carrying,
      keepingFirst(
        carrying,
        found.flatMap(({ made }) => made),
      ),
    );
  }, select);
}
