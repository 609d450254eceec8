import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Engine } from '../engine/engine';
import type { Workbench } from '../jobs/workbench';
import { fillLogins } from './logins';
import { fillMessages } from './messages';

/** The tables as PostgreSQL and DuckDB are told to make them. */
const SCHEMA = join(__dirname, '..', '..', 'sql', 'schema.sql');

async function createTables(engine: Engine): Promise<void> {
  await engine.run(readFileSync(SCHEMA, 'utf8'));
}

/** Throws SqlFault when a text is not made of queries that the tables can answer. */
export async function checkQueries(text: string): Promise<void> {
  const engine = await Engine.open();
  try {
    await createTables(engine);
    await engine.prepare(text);
  } finally {
    engine.close();
  }
}

/** Makes the tables of sql/schema.sql in the workbench's database; those that the queries name hold what is loaded. */
export async function makeRelationalTables(workbench: Workbench, queries: string): Promise<void> {
  const isAsked = (table: string): boolean => queries.toLowerCase().includes(table);
  await createTables(workbench.engine);
  const [messages, ...parts] = ['smtp_message', 'smtp_recipient', 'smtp_attachment'] as const;
  if ([messages, ...parts].some(isAsked)) await fillMessages(workbench, parts.filter(isAsked));
  if (isAsked('smtp_login')) await fillLogins(workbench);
}
