import { quoteName } from '../engine/quote';
import { type Builder, type Field, newField, type Relation } from './build';
import { eventLabels, withLabels } from './event-labels';
import { type ColumnKind, storedNames } from './relation';
import type { Labels } from './search/labels';
import { type Sight, sees } from './sight';
import { asKind } from './sql/value';

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

/** Events as a search finds them, and what terms over them are compared with besides their fields. */
interface Events {
  readonly rows: Relation;
  readonly labels: Labels;
}

/** All loaded events, newest first; of events of one time the one loaded last comes first. */
export function allEvents(builder: Builder, sight: Sight): Events {
  if (builder.tables.length === 0) return { rows: NOTHING, labels: () => undefined };
  const fields = unionFields(builder);
  const select = builder.tables.map((table) => tableSelect(table, fields)).join(' UNION ALL ');
  const found: Relation = {
    from: builder.step('events', select),
    fields,
    order: [`${HIDDEN_TIME} DESC NULLS LAST`, `${HIDDEN_SERIAL} DESC`],
    hidden: [HIDDEN_TIME, HIDDEN_SERIAL],
    isTransformed: false,
  };
  return {
    rows: withLabels(found, builder, (field) => sees(sight, field)),
    labels: eventLabels(builder.knowledge, found, (text) => builder.warn(text)),
  };
}
