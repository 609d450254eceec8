import type { Declaration, Options } from '../../protocol/declaration';
import { inputsOf } from '../../protocol/inputs';

const DECLARATION = {
  name: 'probe',
  arguments: [{ name: 'field', kind: 'field', default: 'count' }],
  inputs: [
    { as: 'times', fields: ['_time'], column: 'time' },
    { as: 'values', fields: ['usual'], argument: 'field', column: 'number' },
  ],
  type: 'reporting',
  outputs: [{ name: 'total' }],
} as const satisfies Declaration;

test('the field that an argument names is read before the declared ones', () => {
  const options: Options<Declaration> = { by: [], field: 'bytes' };
  expect(inputsOf(DECLARATION, options).map(({ as, fields }) => [as, fields])).toEqual([
    ['times', ['_time']],
    ['values', ['bytes', 'usual']],
  ]);
});

test('without the argument the declared fields are read', () => {
  expect(inputsOf(DECLARATION, { by: [] }).map(({ fields }) => fields)).toEqual([['_time'], ['usual']]);
});
