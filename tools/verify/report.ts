import type { Finding, Verdict } from './check';
import type { Checked } from './checks';

const VERDICTS: readonly Verdict[] = ['failed', 'note', 'skipped', 'ok'];
const MARKS: Readonly<Record<Verdict, string>> = {
  ok: 'ok',
  failed: 'FAILED',
  note: 'note',
  skipped: 'skipped',
};
const MARK_WIDTH = Math.max(...Object.values(MARKS).map((mark) => mark.length));
const WIDTH = 120;

/** Servers repeat what is in logs: nothing of it may move the cursor of a terminal. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
}

function countsOf(findings: readonly Finding[]): string {
  const counts = VERDICTS.map(
    (verdict) => [verdict, findings.filter((one) => one.verdict === verdict).length] as const,
  );
  return counts.flatMap(([verdict, count]) => (count === 0 ? [] : [`${count} ${MARKS[verdict]}`])).join(', ');
}

/** Words broken into lines of a width, every line behind the same indent. */
function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}

function findingLines({ subject, verdict, detail, advice }: Finding): string[] {
  const indent = ' '.repeat(MARK_WIDTH + 4);
  const text = detail === '' ? plain(subject) : `${plain(subject)}: ${plain(detail)}`;
  const [first = '', ...others] = wrapped(text, indent);
  const mark = `  ${MARKS[verdict].padEnd(MARK_WIDTH)}  `;
  const advised = advice === undefined ? [] : wrapped(`→ ${advice}`, indent);
  return [mark + first.slice(indent.length), ...others, ...advised];
}

function checkLines({ check, findings }: Checked, width: number, isLong: boolean): string[] {
  const shown = findings.filter(({ verdict }) => isLong || verdict !== 'ok');
  return [`${check.title.padEnd(width)}  ${countsOf(findings)}`, ...shown.flatMap(findingLines)];
}

/** The report for people: what failed and what is worth knowing, by check, with counts; what is well too when it is long. */
export function formatReport(checked: readonly Checked[], isLong: boolean): string {
  const all = checked.flatMap(({ findings }) => findings);
  const width = Math.max(...checked.map(({ check }) => check.title.length));
  return [...checked.flatMap((one) => checkLines(one, width, isLong)), '', countsOf(all)].join('\n');
}

/** The same as JSON, a line for each finding. */
export function formatJson(checked: readonly Checked[]): string {
  return checked
    .flatMap(({ check, findings }) =>
      findings.map((finding) => JSON.stringify({ check: check.name, ...finding })),
    )
    .join('\n');
}

/** Whether anything failed. */
export function hasFailed(checked: readonly Checked[]): boolean {
  return checked.some(({ findings }) => findings.some(({ verdict }) => verdict === 'failed'));
}
