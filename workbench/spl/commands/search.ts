import { quoteName } from '../../engine/quote';
import { type Builder, type Field, filter, newField, type Relation, type Step } from '../build';
import type { Command } from '../command';
import { type ColumnKind, storedNames } from '../relation';
import { compileTerms } from '../search/compile';
import { parseTerms } from '../search/parse';
import type { ParsedTerms, Term } from '../search/tree';
import { failAt, type Source } from '../source';
import { asKind } from '../sql/value';
import { parseTimeBound } from '../time/relative';

/** Where a search that begins with a pipe starts: no rows, no fields. */
export const NOTHING: Relation = {
  from: '(SELECT \'\' AS "#nothing" WHERE FALSE)',
  fields: [],
  order: [],
  hidden: [],
  isTransformed: false,
};

const HIDDEN_TIME = '"#time"';
const HIDDEN_SERIAL = '"#serial"';

/** The fields of all tables; a field that is multivalue in one table is so in all. */
function unionFields(builder: Builder): Field[] {
  const kinds = new Map<string, ColumnKind>();
  for (const { columns } of builder.tables) {
    for (const { name, kind } of columns) {
      const known = kinds.get(name);
      kinds.set(
        name,
        known === undefined || known === kind ? kind : known === 'list' || kind === 'list' ? 'list' : 'text',
      );
    }
  }
  const fields: Field[] = [];
  for (const [name, kind] of kinds) if (name !== '_serial') fields.push(newField(name, kind, fields));
  return fields;
}

function tableSelect(table: Builder['tables'][number], fields: readonly Field[]): string {
  const stored = storedNames(table.columns.map((column) => column.name));
  const columns = new Map(
    table.columns.map(({ name, kind }, at) => [name, { sql: quoteName(stored[at]!), kind }]),
  );
  const items = fields.map((field) => {
    const value = columns.get(field.name) ?? { sql: 'NULL', kind: 'absent' as const };
    return `${asKind(value, field.kind)} AS ${field.sql}`;
  });
  const hidden = [`"_time" AS ${HIDDEN_TIME}`, `"_serial" AS ${HIDDEN_SERIAL}`];
  return `SELECT ${[...items, ...hidden].join(', ')} FROM ${table.from}`;
}

/** All loaded events, newest first; of events of one time the one loaded last comes first. */
function allEvents(builder: Builder): Relation {
  if (builder.tables.length === 0) return NOTHING;
  const fields = unionFields(builder);
  const select = builder.tables.map((table) => tableSelect(table, fields)).join(' UNION ALL ');
  return {
    from: builder.step('events', select),
    fields,
    order: [`${HIDDEN_TIME} DESC NULLS LAST`, `${HIDDEN_SERIAL} DESC`],
    hidden: [HIDDEN_TIME, HIDDEN_SERIAL],
    isTransformed: false,
  };
}

function timeBound(source: Source, term: Term | undefined, now: number): number | undefined {
  if (!term) return undefined;
  const time = parseTimeBound(term.text, now);
  if (time !== undefined) return time;
  const help = 'times are epoch seconds, now, relative ones such as -24h@h, or %m/%d/%Y:%H:%M:%S';
  return failAt(source, term.start, term.end, `"${term.text}" is no time`, help);
}

/** The time range that the terms ask for, where they do, comes before the one that the search was given. */
function setRange(source: Source, terms: ParsedTerms, { range, now }: Builder): void {
  const earliest = timeBound(source, terms.earliest, now);
  const latest = timeBound(source, terms.latest, now);
  if (earliest !== undefined) range.earliest = earliest;
  if (latest !== undefined) range.latest = latest;
}

function inRange({ earliest, latest }: Builder['range']): string[] {
  return [
    ...(earliest === undefined ? [] : [`coalesce("_time" >= ${earliest}, FALSE)`]),
    ...(latest === undefined ? [] : [`coalesce("_time" < ${latest}, FALSE)`]),
  ];
}

/** The step that keeps the rows which the terms match; the first one of a search reads the loaded events. */
function searchStep(source: Source, parsed: ParsedTerms, isFirst: boolean): Step {
  return (input, builder) => {
    const readsEvents = isFirst && input === NOTHING;
    const rows = readsEvents ? allEvents(builder) : input;
    if (rows.fields.length === 0) return rows;
    if (readsEvents) setRange(source, parsed, builder);
    else if (parsed.earliest ?? parsed.latest) return failLateBound(source, parsed);
    const times = readsEvents ? inRange(builder.range) : [];
    const conditions = [...times, compileTerms(source, parsed.terms, rows)].filter((sql) => sql !== 'TRUE');
    return conditions.length === 0 ? rows : filter('search', rows, builder, conditions.join(' AND '));
  };
}

function failLateBound(source: Source, { earliest, latest }: ParsedTerms): never {
  const term = (earliest ?? latest)!;
  return failAt(
    source,
    term.start,
    term.end,
    'earliest and latest belong into the first search of a pipeline',
  );
}

export const search: Command = {
  name: 'search',
  reads: 'text',
  parse: ({ source, start, end, isFirst }) => searchStep(source, parseTerms(source, start, end), isFirst),
};
