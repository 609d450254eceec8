import { type Builder, type Field, fieldValue, newField, orderBy, type Relation } from './build';
import { asKind, commonKind, type Value } from './sql/value';

/** How the rows of one relation get the fields of another. */
interface Merge {
  readonly command: string;
  /** SQL texts or numbers over each relation: rows belong together when all of them are equal. */
  readonly leftKeys: readonly string[];
  readonly rightKeys: readonly string[];
  /** Which rows without a partner stay. */
  readonly join: 'JOIN' | 'LEFT JOIN' | 'FULL JOIN';
  /** Where both rows have a value it is that of the right. */
  readonly isRightFirst: boolean;
}

const LEFT = '"#left"';
const RIGHT = '"#right"';
const keyName = (at: number): string => `"#key${at}"`;

/** SQL of a row's place in its relation, from 1 on. */
export function placeOf(relation: Relation): string {
  return `row_number() OVER (${orderBy(relation)})`;
}

function sideStep(
  command: string,
  relation: Relation,
  builder: Builder,
  place: string,
  keys: readonly string[],
): string {
  const columns = relation.fields.map(({ sql }) => sql);
  const named = keys.map((sql, at) => `${sql} AS ${keyName(at)}`);
  const items = [...columns, `${placeOf(relation)} AS ${place}`, ...named];
  return builder.step(command, `SELECT ${items.join(', ')} FROM ${relation.from}`);
}

/** Rows of two relations that belong together as one row each, in the order of the left and then of the right. */
export function merge(left: Relation, right: Relation, builder: Builder, what: Merge): Relation {
  const { command, leftKeys, rightKeys, join, isRightFirst } = what;
  const leftRows = sideStep(`${command}_left`, left, builder, LEFT, leftKeys);
  const rightRows = sideStep(`${command}_right`, right, builder, RIGHT, rightKeys);
  const sideValue = (relation: Relation, alias: string, name: string): Value => {
    const value = fieldValue(relation, name);
    return value.kind === 'absent' ? value : { ...value, sql: `${alias}.${value.sql}` };
  };
  const fields: Field[] = [];
  const items = [`l.${LEFT}`, `r.${RIGHT}`];
  for (const name of new Set([...left.fields, ...right.fields].map((field) => field.name))) {
    const values = [sideValue(left, 'l', name), sideValue(right, 'r', name)];
    const field = newField(name, commonKind(values), fields);
    fields.push(field);
    if (isRightFirst) values.reverse();
    items.push(`coalesce(${values.map((value) => asKind(value, field.kind)).join(', ')}) AS ${field.sql}`);
  }
  const on = leftKeys.map((_, at) => `l.${keyName(at)} = r.${keyName(at)}`).join(' AND ');
  const select = `SELECT ${items.join(', ')} FROM ${leftRows} l ${join} ${rightRows} r ON ${on}`;
  const from = builder.step(command, select);
  const order = [`${LEFT} NULLS LAST`, RIGHT];
  return { from, fields, order, hidden: [LEFT, RIGHT], isTransformed: left.isTransformed };
}
