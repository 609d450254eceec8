import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readApp } from '../../workbench/conf/app';
import { Engine } from '../../workbench/engine/engine';
import { KvStore } from '../../workbench/jobs/kv-store';
import { dropResult, runSearch, SearchError } from '../../workbench/jobs/run-search';
import type { Workbench } from '../../workbench/jobs/workbench';
import { MARKER } from './search-texts';
import { foreignSql } from './sql-outside';

const CONF: Readonly<Record<string, string>> = {
  macros:
    '[failures]\ndefinition = action=failure\n[of_source(1)]\nargs = source\ndefinition = src="$source$"\n',
  savedsearches:
    '[of user]\nsearch = search user="$user$" | table user src\n[again]\nsearch = | savedsearch again\n',
  transforms: '[people]\nfilename = people.csv\n',
};

const EVENTS = `SELECT * REPLACE (CAST("_time" AS DOUBLE) AS "_time") FROM (VALUES
  (1331901000.0, 'src=192.0.2.1 user=ann', 'h', 'mail.log', 'mail', 'main', '192.0.2.1', 'ann', '10', ['a@example.com', 'b@example.com'], NULL, 3),
  (1331900940.0, '{"a":{"b":[1,2]}}', 'h', 'mail.log', 'mail', 'main', 'x', NULL, 'many', ['a@example.com'], '$1;\\"', 2),
  (1331900880.0, 'it''s "q" | x', 'g', 'mail.log', 'mail', 'main', '', 'bob', '-1.5', NULL, '<b>', 1)
) e("_time", "_raw", host, source, sourcetype, "index", src, "user", size, recipient, q, "_serial")`;

const COLUMNS = ['_raw', 'host', 'source', 'sourcetype', 'index', 'src', 'user', 'size', 'q'];
const DATABASE_WORDS =
  /duckdb|(?:binder|catalog|parser|conversion|constraint|internal|invalid input|syntax) error/i;

/** A workbench to try searches on, which remembers the SQL of each. */
export class Trial {
  readonly #workbench: Workbench;
  readonly #dir: string;
  #sql: string[] = [];

  private constructor(workbench: Workbench, dir: string) {
    this.#workbench = workbench;
    this.#dir = dir;
    const { engine } = workbench;
    const [run, query] = [engine.run.bind(engine), engine.query.bind(engine)];
    engine.run = (sql, signal) => {
      this.#sql.push(sql);
      return run(sql, signal);
    };
    engine.query = (sql, signal) => {
      this.#sql.push(sql);
      return query(sql, signal);
    };
  }

  static async open(): Promise<Trial> {
    const dir = mkdtempSync(join(tmpdir(), 'spl-fuzz-'));
    for (const folder of ['default', 'lookups']) mkdirSync(join(dir, folder));
    for (const [name, text] of Object.entries(CONF))
      writeFileSync(join(dir, 'default', `${name}.conf`), text);
    writeFileSync(join(dir, 'lookups', 'people.csv'), 'user,name\nann,"Ann ""A"""\nbob,Bob\n');
    const engine = await Engine.open();
    await engine.run(`CREATE TABLE events AS ${EVENTS}`);
    const columns = [
      { name: '_time', kind: 'number' as const },
      ...COLUMNS.map((name) => ({ name, kind: 'text' as const })),
      { name: 'recipient', kind: 'list' as const },
      { name: '_serial', kind: 'number' as const },
    ];
    const events = {
      from: () => 'events',
      sourcetype: 'mail',
      columns,
      shared: new Map(),
      events: 3,
      earliest: 0,
      latest: 0,
    };
    const app = readApp(dir, join(dir, 'state'));
    return new Trial({ engine, app, kv: new KvStore(new Map()), tables: [events] }, dir);
  }

  /** What is wrong with how a search ended; undefined when it gave rows or an error with its place. */
  async fault(spl: string): Promise<string | undefined> {
    this.#sql = [];
    const ended = await this.#ended(spl);
    const foreign = this.#sql.map((sql) => foreignSql(sql, MARKER)).find((found) => found !== undefined);
    const left = await this.#leftTables();
    rmSync(join(this.#dir, 'state'), { recursive: true, force: true });
    return ended ?? (foreign && `SQL outside of quotes: ${foreign}`) ?? left;
  }

  close(): void {
    this.#workbench.engine.close();
    rmSync(this.#dir, { recursive: true });
  }

  async #ended(spl: string): Promise<string | undefined> {
    try {
      await dropResult(this.#workbench, await runSearch(this.#workbench, { spl }));
      return undefined;
    } catch (error) {
      if (!(error instanceof SearchError)) {
        const cause = (error as Error).cause;
        return `${String(error)}${cause === undefined ? '' : `\n${String(cause).slice(0, 500)}`}`;
      }
      if (!error.message.includes('~') || error.line < 1 || error.column < 1)
        return `no place: ${error.message}`;
      return DATABASE_WORDS.test(error.sentence) ? `words of the database: ${error.sentence}` : undefined;
    }
  }

  async #leftTables(): Promise<string | undefined> {
    const { engine } = this.#workbench;
    const { columns } = await engine.query(
      "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'search_%'",
    );
    const names = (columns[0] ?? []).map(String);
    for (const name of names) await engine.run(`DROP TABLE "${name}"`);
    return names.length === 0 ? undefined : `tables left behind: ${names.join(', ')}`;
  }
}
