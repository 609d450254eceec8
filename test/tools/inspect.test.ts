import { EXPLAINED, type Explained } from '../../tools/inspect/explained';
import { reportFaults } from '../../tools/inspect/judge';
import { readReport } from '../../tools/inspect/report';

const check = (name: string, result: string, ...messages: readonly string[]) => ({
  name,
  result,
  messages: messages.map((message) => ({ message, result })),
});

const reportOf = (...checks: readonly ReturnType<typeof check>[]) =>
  readReport(
    JSON.stringify({ reports: [{ summary: { warning: 1 }, groups: [{ checks: [] }, { checks }] }] }),
  );

const KNOWN: readonly Explained[] = [
  { check: 'check_x', packages: ['app'], says: /^Found x in \w+$/, why: 'It belongs there.' },
];

test('a warning is explained by its check and its words, in the packages named', () => {
  const report = reportOf(check('check_y', 'success'), check('check_x', 'warning', 'Found x  in\n here'));
  expect(reportFaults('app', report, KNOWN)).toEqual([]);
  expect(reportFaults('classic', report, KNOWN)).toEqual(['check_x: Found x in here']);
});

test('other words, other checks and idle explanations are faults', () => {
  const report = reportOf(
    check('check_x', 'warning', 'Found x in here', 'Found y'),
    check('check_z', 'warning', 'Found x in here'),
  );
  expect(reportFaults('app', report, KNOWN)).toEqual(['check_x: Found y', 'check_z: Found x in here']);
  expect(reportFaults('app', reportOf(check('check_x', 'not_applicable', 'no x')), KNOWN)).toEqual([
    'check_x: found nothing that says /^Found x in \\w+$/, as explained',
  ]);
});

test('no explanation covers a failure, an error or what fails in future', () => {
  for (const result of ['failure', 'error', 'future_failure']) {
    const report = reportOf(check('check_x', result, 'Found x in here'));
    expect(reportFaults('app', report, KNOWN)).toContain(`${result} check_x: Found x in here`);
  }
});

test('a run that inspected nothing is no success', () => {
  expect(() => readReport('{"reports":[]}')).toThrow('AppInspect reported on no app');
});

test('each explanation is a sentence or more of its own', () => {
  expect(EXPLAINED.filter(({ why }) => !/^[A-Z].*\.$/.test(why))).toEqual([]);
  expect(new Set(EXPLAINED.map(({ check: name, says }) => `${name} ${says}`)).size).toBe(EXPLAINED.length);
});
