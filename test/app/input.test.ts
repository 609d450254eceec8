import { faultOf, type Input, valuesOf, withValue } from '../../app/model/input';
import { tokensOf } from '../../app/search/tokens';

const INPUTS: readonly Input[] = [
  { kind: 'number', name: 'rate', title: 'Rate', default: '10', minimum: 1, maximum: 500 },
  { kind: 'text', name: 'user', title: 'User', default: '', placeholder: 'ann@example.com' },
  {
    kind: 'choice',
    name: 'unit',
    title: 'Unit',
    default: 'all',
    resets: ['user'],
    choices: [
      { value: 'all', title: 'All', spl: 'visibility=*' },
      { value: 'message', title: 'Messages' },
    ],
  },
];

test('what the address does not name has its default, what is no input is left out', () => {
  expect(valuesOf(INPUTS, { rate: '7', nosuch: 'x' })).toEqual({ rate: '7', user: '', unit: 'all' });
});

test('a choice can stand for a piece of the search', () => {
  expect(tokensOf(INPUTS, { rate: '7', user: 'u', unit: 'all' })).toEqual({
    rate: '7',
    user: 'u',
    unit: 'visibility=*',
  });
  expect(tokensOf(INPUTS, { unit: 'message' })['unit']).toBe('message');
});

test.each([
  [0, '1', undefined],
  [0, '500', undefined],
  [0, '501', 'Rate is "501", expected a whole number from 1 to 500'],
  [0, '1 | delete', 'Rate is "1 | delete", expected a whole number from 1 to 500'],
  [0, '', 'Rate is "", expected a whole number from 1 to 500'],
  [1, '| delete', undefined],
  [2, 'message', undefined],
  [2, 'visibility=*', 'Unit is "visibility=*", expected one of all, message'],
])('input %i takes %j: %s', (index, value, fault) => {
  expect(faultOf(INPUTS[index]!, value)).toBe(fault);
});

test('another choice puts back what makes no sense with it, the same one does not', () => {
  const values = { rate: '7', user: 'ann', unit: 'all' };
  expect(withValue(INPUTS, values, 'unit', 'message')).toEqual({ rate: '7', user: '', unit: 'message' });
  expect(withValue(INPUTS, values, 'unit', 'all')).toEqual(values);
  expect(withValue(INPUTS, values, 'rate', '8')).toEqual({ ...values, rate: '8' });
});
