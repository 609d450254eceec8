import { readFileSync } from 'node:fs';
import { oneOf, parseCommandLine, SOURCETYPE_OPTION, type ValueOption } from './command-line/arguments';
import { FORMATS, type Format, type RowFormatter, rowFormatter } from './command-line/format-rows';
import { placedFault } from './command-line/sql-place';
import { runCommandLine, withFiles } from './command-line/with-files';
import type { Columns, Engine, SqlValue } from './engine/engine';
import { SqlFault } from './engine/queries';
import type { ReadRows, WireValue } from './jobs/read-rows';
import { checkQueries, makeRelationalTables } from './relational/relational-tables';

const USAGE = `usage: npm run -s sql -- [--format json|csv|table] [--sourcetype NAME] FILE.sql LOG...
       npm run -s sql -- [--format json|csv|table] [--sourcetype NAME] -c 'SQL' LOG...

Asks log files, plain or .gz, in SQL. The tables smtp_message, smtp_recipient, smtp_attachment and smtp_login are described in
docs/sql.md; queries that are worth asking are in the folder sql.

  -c, --command SQL  the queries themselves instead of a file of them
  --format NAME      ${FORMATS.join(', ')} (default json)
  --sourcetype NAME  read every log as ${SOURCETYPE_OPTION.expected} (default: recognised by content)
  --help             show this`;

const COMMAND: ValueOption = { expected: 'queries', short: 'c', isValid: () => true };

function positionalFaults(positionals: readonly string[], given: ReadonlySet<string>): string[] {
  const logs = given.has('command') ? positionals : positionals.slice(1);
  return [
    ...(!given.has('command') && positionals.length === 0 ? ['no file of queries was given'] : []),
    ...(logs.length === 0 ? ['no logs were given'] : []),
  ];
}

function wireValue(value: SqlValue | undefined): WireValue {
  if (value === null || value === undefined) return null;
  return Array.isArray(value) ? value.map((one) => one ?? '') : String(value);
}

function rowsOf({ names, columns }: Columns): ReadRows {
  const rows = Array.from({ length: columns[0]?.length ?? 0 }, (_, row) =>
    columns.map((column) => wireValue(column[row])),
  );
  return { fields: names, rows };
}

async function printAnswers(engine: Engine, text: string, formatter: () => RowFormatter): Promise<void> {
  for (const [at, query] of (await engine.prepare(text)).entries()) {
    const format = formatter();
    let isFirst = true;
    for await (const page of query.pages()) {
      const lines = format(rowsOf(page), isFirst);
      if (isFirst && at > 0 && lines.length > 0) process.stdout.write('\n');
      if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
      isFirst = false;
    }
  }
}

/** Faults of the queries are shown with their place. */
async function placing(work: Promise<void>, text: string, name: string): Promise<void> {
  try {
    await work;
  } catch (error) {
    throw error instanceof SqlFault ? new Error(placedFault(error, text, name)) : error;
  }
}

async function sql(args: readonly string[]): Promise<void> {
  const options = { format: oneOf(FORMATS), sourcetype: SOURCETYPE_OPTION, command: COMMAND };
  const { values, positionals, isHelp } = parseCommandLine(args, options, positionalFaults);
  if (isHelp) {
    console.log(USAGE);
    return;
  }
  const command = values.get('command');
  const [name = '', ...rest] = command === undefined ? positionals : ['the command', ...positionals];
  const text = command ?? readFileSync(name, 'utf8');
  const format = (values.get('format') ?? 'json') as Format;
  const request = {
    files: rest,
    sourcetype: values.get('sourcetype'),
    check: () => placing(checkQueries(text), text, name),
    note: (line: string): void => console.error(line),
  };
  await withFiles(request, async (workbench) => {
    await makeRelationalTables(workbench, text);
    await placing(
      printAnswers(workbench.engine, text, () => rowFormatter(format)),
      text,
      name,
    );
  });
}

runCommandLine(() => sql(process.argv.slice(2)), USAGE);
