import { type Builder, orderBy, type Relation } from './build';

/** The relation's fields under their numbers as `place`, from 1 on, in place of the hidden columns that order them. */
export function numbered(command: string, input: Relation, builder: Builder, place: string): Relation {
  const columns = input.fields.map(({ sql }) => sql);
  const select = [...columns, `row_number() OVER (${orderBy(input)}) AS ${place}`].join(', ');
  const from = builder.step(`${command}_rows`, `SELECT ${select} FROM ${input.from}`);
  return { ...input, from, order: [place], hidden: [place] };
}
