import { endAfter, endOf } from '../../../app/findings/end-of-entry';
import { entityKind } from '../../../app/findings/entity-kind';
import { reasonWords } from '../../../app/findings/reason-words';
import { inOrder, tacticTitle } from '../../../app/findings/tactics';

test.each([
  ['helo_churn: 12 HELO names in 12 messages', 'helo churn', '12 HELO names in 12 messages'],
  ['203.0.113.1 own_sender: 5 of 5 messages', '203.0.113.1 own sender', '5 of 5 messages'],
  ['text: a: b', 'text', 'a: b'],
  ['page: <img src=x\nonerror=1>', 'page', '<img src=x\nonerror=1>'],
  ['no code at all', '', 'no code at all'],
])('the reason %j is told', (reason, noticed, told) =>
  expect(reasonWords(reason)).toEqual({ noticed, told }),
);

test.each([
  ['192.0.2.1', '', 'ip'],
  ['2001:db8::/64', '', 'ip'],
  ['<id@example.com>', '', 'message'],
  ['ann@example.com', '', 'address'],
  ['ann@example.com', 'user', 'user'],
  ['mail.example.com', '', 'domain'],
  ['ca62841c86e84232a', 'campaign', 'campaign'],
  ['ann', 'something new', 'user'],
])('%s, said to be %j, is looked into as %s', (value, named, kind) =>
  expect(entityKind(value, named)).toBe(kind),
);

test('an entry counts to the end of its last day', () => {
  const now = Date.parse('2026-02-27T13:00:00Z');
  expect(endAfter(7, now)).toBe('2026-03-06');
  expect(endOf('2026-03-06')).toBe(Date.parse('2026-03-07T00:00:00Z') / 1000);
  expect(endOf('soon')).toBeNaN();
  expect(endOf('2026-13-45')).toBeNaN();
});

test('tactics stand in the order of an attack, unknown ones last', () => {
  expect(inOrder(['impact', 'stealth', 'initial-access']).map(tacticTitle)).toEqual([
    'Initial access',
    'Impact',
    'Stealth',
  ]);
});
