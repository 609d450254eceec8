import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine, SqlValue } from '../../../workbench/engine/engine';
import { ROOT } from './loaded-files';
import type { Answer } from './postgres';

export const FOLDER = join(ROOT, 'sql');

/** A file of the folder sql. */
export const textOf = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

const asText = (value: SqlValue | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

/** The rows of the queries in a text, every value as a text. */
export async function answers(engine: Engine, text: string): Promise<Answer> {
  const rows: (string | null)[][] = [];
  let names: readonly string[] = [];
  for (const query of await engine.prepare(text)) {
    for await (const page of query.pages()) {
      names = page.names;
      const count = page.columns[0]?.length ?? 0;
      for (let row = 0; row < count; row++) rows.push(page.columns.map((column) => asText(column[row])));
    }
  }
  return { names, rows };
}
