import type { Checked } from '../../../tools/verify/checks';
import { formatJson, formatReport, hasFailed } from '../../../tools/verify/report';

const CHECKED: readonly Checked[] = [
  {
    check: { name: 'server', title: 'Server' },
    findings: [{ subject: 'version', verdict: 'ok', detail: '10.4.0 (enterprise)' }],
  },
  {
    check: { name: 'commands', title: 'Search commands' },
    findings: [
      { subject: 'smtpspoof', verdict: 'ok', detail: '' },
      { subject: 'smtprelay', verdict: 'failed', detail: `no\x1b[2J row ${'x '.repeat(60)}`, advice: 'look' },
      { subject: 'smtplogin', verdict: 'note', detail: 'slow' },
    ],
  },
];

test('the report tells what failed, and what to do', () => {
  expect(formatReport(CHECKED, false).split('\n')).toEqual([
    'Server           1 ok',
    'Search commands  1 FAILED, 1 note, 1 ok',
    `  FAILED   smtprelay: no [2J row ${'x '.repeat(44).trim()}`,
    `           ${'x '.repeat(16).trim()}`,
    '           → look',
    '  note     smtplogin: slow',
    '',
    '1 FAILED, 1 note, 2 ok',
  ]);
});

test('the long report tells what is well, too', () => {
  expect(formatReport(CHECKED, true)).toContain('  ok       version: 10.4.0 (enterprise)\n');
});

test('JSON has a line for each finding', () => {
  const lines = formatJson(CHECKED).split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(
    CHECKED.flatMap(({ check, findings }) => findings.map((finding) => ({ check: check.name, ...finding }))),
  );
});

test('one failure is enough to fail', () => {
  expect([hasFailed(CHECKED), hasFailed(CHECKED.slice(0, 1))]).toEqual([true, false]);
});
