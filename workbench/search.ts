import { oneOf, parseCommandLine, SOURCETYPE_OPTION } from './command-line/arguments';
import { FORMATS, type Format, rowFormatter } from './command-line/format-rows';
import { runCommandLine, withFiles } from './command-line/with-files';
import { checkSearch, readRows, runSearch } from './jobs/run-search';
import type { Workbench } from './jobs/workbench';

const USAGE = `usage: npm run -s search -- [--format json|csv|table] [--sourcetype NAME] 'SPL' FILE...

Runs an SPL search over log files, plain or .gz, and prints the result rows, by default as one JSON object a line.

  --format NAME      ${FORMATS.join(', ')} (default json)
  --sourcetype NAME  read every file as ${SOURCETYPE_OPTION.expected} (default: recognised by content)
  --help             show this`;

const PAGE_ROWS = 5000;

function positionalFaults([spl, ...files]: readonly string[]): string[] {
  return [
    ...(spl === undefined ? ['no search was given'] : []),
    ...(files.length === 0 ? ['no files were given'] : []),
  ];
}

async function search(args: readonly string[]): Promise<void> {
  const options = { format: oneOf(FORMATS), sourcetype: SOURCETYPE_OPTION };
  const { values, positionals, isHelp } = parseCommandLine(args, options, positionalFaults);
  if (isHelp) {
    console.log(USAGE);
    return;
  }
  const [spl = '', ...files] = positionals;
  const formatter = rowFormatter((values.get('format') ?? 'json') as Format);
  const note = (line: string): void => console.error(line);
  const check = (workbench: Workbench): void => checkSearch(workbench, spl);
  await withFiles({ files, sourcetype: values.get('sourcetype'), check, note }, async (workbench) => {
    const result = await runSearch(workbench, { spl, onLog: note });
    for (const { type, text } of result.messages) note(`${type}: ${text}`);
    for (let offset = 0; offset === 0 || offset < result.rows; offset += PAGE_ROWS) {
      const page = await readRows(workbench, result, { offset, count: PAGE_ROWS });
      const lines = formatter(page, offset === 0);
      if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
    }
  });
}

runCommandLine(() => search(process.argv.slice(2)), USAGE);
