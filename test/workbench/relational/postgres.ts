import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

/** What PostgreSQL is given: statements first, then tables as CSV with a header, then queries to answer. */
export interface Asked {
  readonly schema: string;
  readonly tables: Readonly<Record<string, string>>;
  readonly queries: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly names: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Types whose values PGlite would make JavaScript's own; their texts are compared. */
const PARSED = [16, 20, 21, 23, 25, 700, 701, 1043, 1082, 1114, 1700];
const AS_TEXT = Object.fromEntries(PARSED.map((type) => [type, (value: string) => value]));

async function answer({ schema, tables, queries }: Asked): Promise<Record<string, Answer>> {
  const postgres = await PGlite.create();
  await postgres.exec(schema);
  for (const [table, csv] of Object.entries(tables))
    await postgres.query(`COPY ${table} FROM '/dev/blob' WITH (FORMAT csv, HEADER)`, [], {
      blob: new Blob([csv]),
    });
  const answers: Record<string, Answer> = {};
  for (const [name, text] of Object.entries(queries)) {
    const [result] = await postgres.exec(text, { rowMode: 'array', parsers: AS_TEXT });
    const { fields, rows } = result as unknown as { fields: { name: string }[]; rows: Answer['rows'] };
    answers[name] = { names: fields.map((field) => field.name), rows };
  }
  await postgres.close();
  return answers;
}

// A process of its own: PGlite imports modules as it goes, which jest does not let it.
void answer(JSON.parse(readFileSync(0, 'utf8')) as Asked).then((answers) =>
  process.stdout.write(JSON.stringify(answers)),
);
