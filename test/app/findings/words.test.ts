import { reasonWords } from '../../../app/findings/reason-words';
import { inOrder, tacticTitle } from '../../../app/findings/tactics';
import { entityKind } from '../../../app/investigate/guess-kind';

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

test('tactics stand in the order of an attack, unknown ones last', () => {
  expect(inOrder(['impact', 'stealth', 'initial-access']).map(tacticTitle)).toEqual([
    'Initial access',
    'Impact',
    'Stealth',
  ]);
});
