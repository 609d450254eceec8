import { exportedRows, sortCases } from '../../../app/findings/case-row';
import { toCsv } from '../../../app/panels/csv';
import { makeCase } from './make-case';

const CASES = [
  makeCase({ _key: 'old', severity: 'high', score: 70, last_time: 1 }),
  makeCase({ _key: 'odd', severity: 'unheard of', score: 1, last_time: 9 }),
  makeCase({ _key: 'worst', severity: 'critical', score: 90, last_time: 2 }, { owner: 'Zoe' }),
  makeCase({ _key: 'new', severity: 'high', score: 60, last_time: 3 }, { owner: 'ann' }),
];

test.each([
  [undefined, 'worst new old odd'],
  [{ field: 'severity', direction: 'asc' }, 'odd old new worst'],
  [{ field: 'score', direction: 'desc' }, 'worst old new odd'],
  [{ field: 'owner', direction: 'asc' }, 'new worst old odd'],
] as const)('in the order %j', (order, keys) =>
  expect(
    sortCases(CASES, order)
      .map(({ key }) => key)
      .join(' '),
  ).toBe(keys),
);

test('findings are taken along whole, formulas as text', () => {
  const hostile = makeCase(
    { entity: '=cmd|x', detection: 'spam-rate', reasons: ['a', 'b'] },
    { note: '-1+1' },
    'ours',
  );
  const [head = '', ...lines] = toCsv(exportedRows([hostile])).split('\r\n');
  expect(head).toContain('severity,score,detection,entity');
  expect(lines.join('\n')).toContain("Spam rate,'=cmd|x,");
  expect(lines.join('\n')).toContain("'-1+1,ours,k1");
});
