import { quoteName } from '../engine/quote';
import { applyAutomaticLookups } from './automatic-lookups';
import { type Builder, type Field, fieldValue, newField, type Relation } from './build';
import { eventLabels, withLabels } from './event-labels';
import { parseEventTypes } from './event-types';
import type { Knowledge } from './knowledge';
import { storedNames } from './relation';
import { SAVED_FIELDS } from './saved-terms';
import type { Labels } from './search/labels';
import { type Sight, seeingAlso, sees } from './sight';
import { asKind, commonKind } from './sql/value';

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

/** The events of one table as they are stored. */
function storedEvents({ from, columns }: Builder['tables'][number]): Relation {
  const stored = storedNames(columns.map((column) => column.name));
  const fields = columns.map((column, at): Field => ({ ...column, sql: quoteName(stored[at]!) }));
  const isSerial = ({ name }: Field): boolean => name === '_serial';
  const hidden = fields.filter(isSerial).map(({ sql }) => sql);
  return {
    from,
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
}

/** All loaded events with what the search sees of them, newest first; of events of one time the one loaded last comes first. */
export async function allEvents(builder: Builder, sight: Sight): Promise<Events> {
  if (builder.tables.length === 0) return { rows: NOTHING, labels: () => undefined };
  const { knowledge } = builder;
  const whole = wholeSight(sight, knowledge);
  const tables: Relation[] = [];
  for (const table of builder.tables) {
    const lookups = knowledge.automaticLookups.get(table.sourcetype) ?? [];
    const isSeen = (field: string): boolean => sees(whole, field);
    tables.push(await applyAutomaticLookups(lookups, storedEvents(table), builder, isSeen));
  }
  const fields = unionFields(tables);
  const found: Relation = {
    from: builder.step('events', tables.map((table) => tableSelect(table, fields)).join(' UNION ALL ')),
    fields,
    order: [`${HIDDEN_TIME} DESC NULLS LAST`, `${HIDDEN_SERIAL} DESC`],
    hidden: [HIDDEN_TIME, HIDDEN_SERIAL],
    isTransformed: false,
  };
  return {
    rows: withLabels(found, builder, (field) => sees(sight, field)),
    labels: eventLabels(found, builder),
  };
}
