import { type Builder, type Field, fieldValue, newField, orderBy, type Relation } from './build';
import { asKind, commonKind } from './sql/value';

const PART = '"#part"';
const ROW = '"#row"';

/** The rows of relations one after the other, with the fields of all; a field of two kinds gets one that holds both. */
export function union(command: string, builder: Builder, parts: readonly Relation[]): Relation {
  const names = [...new Set(parts.flatMap((part) => part.fields.map(({ name }) => name)))];
  const fields: Field[] = [];
  for (const name of names) {
    const kind = commonKind(parts.map((part) => fieldValue(part, name)));
    fields.push(newField(name, kind, fields));
  }
  const selects = parts.map((part, at) => {
    const items = fields.map(
      (field) => `${asKind(fieldValue(part, field.name), field.kind)} AS ${field.sql}`,
    );
    items.push(`${at} AS ${PART}`, `row_number() OVER (${orderBy(part)}) AS ${ROW}`);
    return `SELECT ${items.join(', ')} FROM ${part.from}`;
  });
  return {
    from: builder.step(command, selects.join(' UNION ALL ')),
    fields,
    order: [PART, ROW],
    hidden: [PART, ROW],
    isTransformed: parts.some((part) => part.isTransformed),
  };
}
