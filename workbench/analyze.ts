import { oneOf, parseCommandLine, SOURCETYPE_OPTION } from './command-line/arguments';
import { rowFormatter } from './command-line/format-rows';
import { sourceTable } from './command-line/format-sources';
import { runCommandLine, withFiles } from './command-line/with-files';
import { checkSearch, readRows, runSearch } from './jobs/run-search';
import type { Workbench } from './jobs/workbench';

const FORMATS = ['table', 'json'] as const;
const DEFAULT_WINDOW = '5m';
const WINDOW = {
  expected: 'a length such as 30s, 5m or 1h',
  isValid: (text: string) => /^\d{1,9}[a-z]{0,9}$/i.test(text),
};

const USAGE = `usage: npm run -s analyze -- [--window 5m] [--format table|json] [--sourcetype NAME] FILE...

Ranks the addresses that send mail in the log files, plain or .gz, by how much their sending looks like spam: the most
messages in any time window of that length, distinct recipients, senders and HELO names, a verdict and its reasons.

  --window LENGTH    length of the sliding window (default ${DEFAULT_WINDOW})
  --format NAME      table or json (default table)
  --sourcetype NAME  read every file as ${SOURCETYPE_OPTION.expected} (default: recognised by content)
  --help             show this`;

/** More sources than this fill no table that a person reads; the ranking puts the suspicious ones first. */
const MOST_SOURCES = 10_000;

async function analyze(args: readonly string[]): Promise<void> {
  const options = { window: WINDOW, format: oneOf(FORMATS), sourcetype: SOURCETYPE_OPTION };
  const {
    values,
    positionals: files,
    isHelp,
  } = parseCommandLine(args, options, (found) => (found.length === 0 ? ['no files were given'] : []));
  if (isHelp) {
    console.log(USAGE);
    return;
  }
  const window = values.get('window') ?? DEFAULT_WINDOW;
  const spl = `\`smtp_watch_events\` | smtpspamrate window=${window} | sort ${MOST_SOURCES} - spam_score - peak_messages src`;
  const note = (line: string): void => console.error(line);
  const check = (workbench: Workbench): void => checkSearch(workbench, spl);
  await withFiles({ files, sourcetype: values.get('sourcetype'), check, note }, async (workbench) => {
    const result = await runSearch(workbench, { spl, onLog: note });
    for (const { type, text } of result.messages) note(`${type}: ${text}`);
    const rows = await readRows(workbench, result, { offset: 0, count: MOST_SOURCES });
    const lines =
      values.get('format') === 'json' ? rowFormatter('json')(rows, true) : sourceTable(rows, window);
    process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  });
}

runCommandLine(() => analyze(process.argv.slice(2)), USAGE);
