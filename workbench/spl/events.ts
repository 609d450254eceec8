import type { AutomaticLookup } from '../conf/automatic-lookups';
import { quoteName } from '../engine/quote';
import { applyAutomaticLookups } from './automatic-lookups';
import { type Builder, type Field, fieldValue, filter, newField, type Relation } from './build';
import { eventLabels, withLabels } from './event-labels';
import { parseEventTypes } from './event-types';
import type { Knowledge } from './knowledge';
import { type Column, storedNames } from './relation';
import { SAVED_FIELDS } from './saved-terms';
import { compileTerms } from './search/compile';
import { foldTerms } from './search/fold';
import type { Labels } from './search/labels';
import { type Terms, termFields, termWords } from './search/tree';
import { type Sight, seeingAlso, sees } from './sight';
import { asKind, commonKind } from './sql/value';
import { inRange } from './time-range';

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

type SourceTable = Builder['tables'][number];

/** Those columns of the events of one table, as they are stored. */
function storedEvents({ from }: SourceTable, columns: readonly Column[]): Relation {
  const stored = storedNames(columns.map((column) => column.name));
  const fields = columns.map((column, at): Field => ({ ...column, sql: quoteName(stored[at]!) }));
  const isSerial = ({ name }: Field): boolean => name === '_serial';
  const hidden = fields.filter(isSerial).map(({ sql }) => sql);
  return {
    from: from(columns),
    fields: fields.filter((field) => !isSerial(field)),
    order: [],
    hidden,
    isTransformed: false,
  };
}

/** The fields of all tables; a field that is multivalue in one table is so in all. */
function unionFields(tables: readonly Relation[]): Field[] {
  const names = new Set(tables.flatMap(({ fields }) => fields.map(({ name }) => name)));
  const fields: Field[] = [];
  for (const name of names)
    fields.push(newField(name, commonKind(tables.map((table) => fieldValue(table, name))), fields));
  return fields;
}

function tableSelect(table: Relation, fields: readonly Field[]): string {
  const items = fields.map((field) => `${asKind(fieldValue(table, field.name), field.kind)} AS ${field.sql}`);
  const hidden = [`"_time" AS ${HIDDEN_TIME}`, `"_serial" AS ${HIDDEN_SERIAL}`];
  return `SELECT ${[...items, ...hidden].join(', ')} FROM ${table.from}`;
}

const TAG_WORDS = ['tag', 'hosttag', 'eventtypetag'];

/** The sight of a search and of the event types, tags and saved searches that it uses. */
function wholeSight(sight: Sight, knowledge: Knowledge): Sight {
  if (SAVED_FIELDS.some((name) => sees(sight, name))) return { ...sight, seesAll: true };
  const usesTags = TAG_WORDS.some((name) => sees(sight, name));
  if (!usesTags && !sees(sight, 'eventtype')) return sight;
  const searches = [...parseEventTypes(knowledge).types.values()].map(({ text }) => text);
  return seeingAlso(sight, [...searches, ...(usesTags ? knowledge.tagged.map(({ field }) => field) : [])]);
}

/** Events as a search finds them, and what terms over them are compared with besides their fields. */
interface Events {
  readonly rows: Relation;
  readonly labels: Labels;
  /** The first step keeps all of them. */
  readonly areKept: boolean;
}

const LABEL_FIELD = /^(?:eventtype|tag|tag::.*|hosttag|eventtypetag|savedsearch|savedsplunk)$/;

/** Whether the terms can be asked before the lookups are applied: none of them is about what lookups or labels say. */
function areStored(terms: Terms, lookups: readonly AutomaticLookup[]): boolean {
  const asked = new Set(termFields(terms).map(({ field }) => field));
  if (termWords(terms).length > 0) asked.add('_raw');
  const isMade = lookups.some(
    ({ outputs }) => outputs?.some(({ event }) => asked.has(event)) ?? asked.size > 0,
  );
  return !isMade && ![...asked].some((field) => LABEL_FIELD.test(field));
}

/** What a search does with its events first, so that no more has to be looked up of them than that leaves. */
interface FirstStep {
  readonly terms: Terms;
  /** So many of the newest events that the terms keep are all that is asked for. */
  readonly newest?: number | undefined;
}

const ALL: FirstStep = { terms: { kind: 'all', start: 0, end: 0 } };

/** What words, event types and the order of events rest on, whatever a search names. */
const ALWAYS_SEEN = new Set(['_time', '_serial', '_raw', 'host', 'source', 'sourcetype', 'index']);

/** The columns of a table that the search and the inputs of these lookups see. */
function seenColumns({ columns }: SourceTable, sight: Sight, lookups: readonly AutomaticLookup[]): Column[] {
  const asked = new Set(lookups.flatMap(({ inputs }) => inputs.map(({ event }) => event)));
  return columns.filter(({ name }) => ALWAYS_SEEN.has(name) || asked.has(name) || sees(sight, name));
}

/** The events of one table that the search may find, with those fields of its lookups that it sees. */
async function tableEvents(
  table: SourceTable,
  builder: Builder,
  sight: Sight,
  { terms, newest }: FirstStep,
): Promise<Relation> {
  const all = builder.knowledge.automaticLookups.get(table.sourcetype) ?? [];
  const lookups = all.filter(({ outputs }) => outputs?.some(({ event }) => sees(sight, event)) ?? true);
  const stored = storedEvents(table, seenColumns(table, sight, lookups));
  if (lookups.length === 0 && newest === undefined) return stored;
  const isWhole = areStored(terms, lookups);
  const conditions = [...inRange(builder.range), ...(isWhole ? [compileTerms(terms, stored)] : [])];
  let rows = conditions.length === 0 ? stored : filter('stored', stored, builder, conditions.join(' AND '));
  if (isWhole && newest !== undefined) {
    const order = '"_time" DESC NULLS LAST, "_serial" DESC';
    const from = builder.step('newest', `SELECT * FROM ${rows.from} ORDER BY ${order} LIMIT ${newest}`);
    rows = { ...rows, from };
  }
  return applyAutomaticLookups(lookups, rows, builder, (field) => sees(sight, field));
}

/** The events of all tables, newest first; of events of one time the one loaded last comes first. */
function united(tables: readonly Relation[], builder: Builder, rows?: number): Relation {
  const fields = unionFields(tables);
  const select = tables.map((table) => tableSelect(table, fields)).join(' UNION ALL ');
  return {
    from: builder.step('events', select, rows),
    fields,
    order: [`${HIDDEN_TIME} DESC NULLS LAST`, `${HIDDEN_SERIAL} DESC`],
    hidden: [HIDDEN_TIME, HIDDEN_SERIAL],
    isTransformed: false,
  };
}

/** All loaded events as they are stored, whatever the time range. */
export function storedRows(builder: Builder): Relation {
  if (builder.tables.length === 0) return NOTHING;
  return united(
    builder.tables.map((table) => storedEvents(table, table.columns)),
    builder,
  );
}

/** Of the tables, those that the terms do not rule out, and whether they keep each of their events. */
function tablesFor(
  { terms }: FirstStep,
  tables: readonly SourceTable[],
): { found: SourceTable[]; areWhole: boolean } {
  const folded = tables.map((table) => ({
    table,
    matches: foldTerms(terms, (name) => table.shared.get(name)),
  }));
  const found = folded.filter(({ matches }) => matches !== false);
  return { found: found.map(({ table }) => table), areWhole: found.every(({ matches }) => matches === true) };
}

/**
 * The loaded events of the time range with what the search sees of them. Those that its first step does not keep may be
 * there or not.
 */
export async function allEvents(builder: Builder, sight: Sight, first = ALL): Promise<Events> {
  const { found, areWhole } = tablesFor(first, builder.tables);
  if (found.length === 0) return { rows: NOTHING, labels: () => undefined, areKept: areWhole };
  const whole = wholeSight(sight, builder.knowledge);
  const tables: Relation[] = [];
  for (const table of found) tables.push(await tableEvents(table, builder, whole, first));
  const range = inRange(builder.range).join(' AND ');
  const isAll = range === '' && areWhole && first.newest === undefined;
  const stored = united(
    tables,
    builder,
    isAll ? found.reduce((sum, { events }) => sum + events, 0) : undefined,
  );
  const rows = range === '' ? stored : filter('in_range', stored, builder, range);
  return {
    rows: withLabels(rows, builder, (field) => sees(sight, field)),
    labels: eventLabels(rows, builder),
    areKept: areWhole,
  };
}
