import { formatFileReport } from '../../workbench/load-report';

const NOTHING_WRONG = { skipped: [], skippedCount: 0, warnings: [], warningCount: 0 };

test('a file that was read whole is one line', () => {
  const report = { file: 'smtp.log', sourcetype: 'zeek:smtp', events: 1234, ...NOTHING_WRONG };
  expect(formatFileReport(report)).toEqual(['smtp.log: 1,234 events of zeek:smtp']);
});

test('a file that could not be read is its error', () => {
  const report = { file: 'a.log', events: 0, ...NOTHING_WRONG, error: 'a.log: found no such file' };
  expect(formatFileReport(report)).toEqual(['a.log: found no such file']);
});

test('of many skipped lines the first are shown with their reasons', () => {
  const line = (number: number): { line: number; reason: string } => ({ line: number, reason: 'is no JSON' });
  const report = {
    file: 'a.log',
    sourcetype: 'zeek:smtp',
    events: 1,
    skipped: [1, 2, 3, 4].map(line),
    skippedCount: 2000,
    warnings: [{ line: 9, reason: 'holds invalid UTF-8' }],
    warningCount: 1,
  };
  expect(formatFileReport(report)).toEqual([
    'a.log: 1 event of zeek:smtp',
    '  skipped 2,000 lines:',
    '  line 1: is no JSON',
    '  line 2: is no JSON',
    '  line 3: is no JSON',
    '  and 1,997 more lines',
    '  1 line has a fault:',
    '  line 9: holds invalid UTF-8',
  ]);
});

test('what a log writes does not steer the terminal', () => {
  const report = {
    file: 'a\u001b[2J.log',
    sourcetype: 'zeek:smtp',
    events: 0,
    ...NOTHING_WRONG,
    skipped: [{ line: 1, reason: 'found "\r\u009b\u202e\u2028" é' }],
    skippedCount: 1,
  };
  expect(formatFileReport(report)).toEqual([
    'a\\u001b[2J.log: 0 events of zeek:smtp',
    '  skipped 1 line:',
    '  line 1: found "\\u000d\\u009b\\u202e\\u2028" é',
  ]);
});
