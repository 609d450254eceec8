import fc from 'fast-check';
import { searchTerm } from '../../app/search/quote-value';

const CASES: readonly [value: string, term: string][] = [
  ['192.0.2.1', 'src="192.0.2.1"'],
  ['a b|c', 'src="a b|c"'],
  ['root+:"|sleep 5 #"', 'src="root+:\\"|sleep 5 #\\""'],
  ['back\\slash', 'src="back\\\\slash"'],
  ['x"] | delete [', 'src="x\\"] | delete ["'],
  ['`evil(1)`', 'src="*evil(1)*"'],
  ['two\nlines\tand\0nul', 'src="two*lines*and*nul"'],
  ['a**b', 'src="a*b"'],
  ['', 'src=""'],
];

test.each(CASES)('quotes %j', (value, term) => {
  expect(searchTerm('src', value)).toBe(term);
});

test('no value ends its quotes, starts a macro or breaks the line', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('"', '\\', '`', '|', '[', ']', 'a', '\n', '*', 'é') }),
      (value) => {
        const term = searchTerm('field', value);
        expect(term).toMatch(/^field="(?:[^"\\]|\\["\\])*"$/);
        expect(term).not.toMatch(/[`\p{Cc}]/u);
      },
    ),
  );
});

test('a value without wildcards comes back when the escapes are read', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      fc.pre(!/[*`\p{Cc}]/u.test(value));
      const quoted = searchTerm('f', value).slice('f="'.length, -1);
      expect(quoted.replace(/\\(.)/gu, '$1')).toBe(value);
    }),
  );
});
