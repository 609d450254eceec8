import fc from 'fast-check';
import type { Coded, Columns, Command, Value } from '../../protocol/declaration';
import { parseReplies } from '../splunkd/reply';
import { body, execute, getinfo } from '../splunkd/request';
import { talk } from './talk';

const DECLARATION = {
  name: 'coder',
  arguments: [],
  inputs: [
    { as: 'keys', fields: ['key'], column: 'key' },
    { as: 'initials', fields: ['key'], column: 'initial' },
  ],
  type: 'stateful',
  outputs: [
    { name: 'left' },
    { name: 'several', isMultivalue: true },
    { name: 'right' },
    { name: 'initial' },
  ],
} as const;

/** Gives of each key its text, its characters and its length, `write` saying in which form. */
function coderOf(write: (ids: Int32Array, value: (id: number) => Value) => Coded | ArrayLike<Value>) {
  return {
    declaration: DECLARATION,
    load: () => ({
      type: 'stateful',
      judge: ({ initials, keys, rows }): Columns<'left' | 'several' | 'right' | 'initial'> => {
        const ids = keys?.ids.slice(0, rows) ?? new Int32Array(rows).fill(-1);
        const text = (id: number) => keys!.text(id);
        return {
          left: write(ids, text),
          several: write(ids, (id) => [...text(id)]),
          right: write(ids, (id) => text(id).length),
          initial: [...(initials?.subarray(0, rows) ?? [])],
        };
      },
    }),
  } satisfies Command<typeof DECLARATION>;
}

const CODED = coderOf((ids, value) => ({ ids, value }));
const PLAIN = coderOf((ids, value) => [...ids].map((id) => (id < 0 ? undefined : value(id))));

const key = fc
  .array(fc.constantFrom('"', ',', '\n', '$', ';', 'a', 'b', 'ü'), { maxLength: 4 })
  .map((characters) => characters.join(''));
const fields = fc.constantFrom(['key'], ['left', 'key', 'several', 'right'], ['key', 'right'], ['other']);
const bodies = fc.array(fc.tuple(fields, fc.array(key, { maxLength: 6 })), { minLength: 1, maxLength: 4 });

test('coded outputs are written as the same values one by one', () => {
  fc.assert(
    fc.property(bodies, (given) => {
      const requests = given.map(([names, keys]) =>
        execute(
          false,
          body(
            names,
            keys.map((one) => ({ key: one })),
          ),
        ),
      );
      const conversation = [getinfo(), ...requests, execute(true, '')];
      expect(talk(CODED, conversation).toString()).toBe(talk(PLAIN, conversation).toString());
    }),
    { numRuns: 300 },
  );
});

test('many different values and long ones are kept', () => {
  const keys = Array.from({ length: 5000 }, (_, index) => `key ${index % 2500} ${'"'.repeat(index % 50)}`);
  const conversation = [
    getinfo(),
    execute(
      true,
      body(
        ['key'],
        keys.map((one) => ({ key: one })),
      ),
    ),
  ];
  expect(talk(CODED, conversation).equals(talk(PLAIN, conversation))).toBe(true);
});

test.each([
  ['a plain cell', '250 ok', 50],
  ['a quoted cell', '5,1', 53],
  ['a quote', '"x', 34],
  ['no cell', '', 0],
  ['the first of several values', ['421', '250'], 52],
  ['the first of several that is not empty', ['', '550'], 53],
  ['a value that begins with a dollar sign', ['$5', '6'], 36],
])('an initial is the first byte of %s', (_, given, initial) => {
  const [, reply] = parseReplies(talk(PLAIN, [getinfo(), execute(true, body(['key'], [{ key: given }]))]));
  expect(reply!.body.toString().trim().endsWith(`,${initial}`)).toBe(true);
});
