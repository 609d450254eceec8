import fc from 'fast-check';
import { fillTokens } from '../../app/search/tokens';

test.each([
  ['rate=$rate$ | where user=$user|s$', 'rate=9 | where user="a\\"b|c"'],
  ['$nosuch$ $nosuch|s$ costs 5$', '$nosuch$ $nosuch|s$ costs 5$'],
  ['$rate$$rate$', '99'],
])('%s', (spl, filled) => {
  expect(fillTokens(spl, { rate: '9', user: 'a"b|c' })).toBe(filled);
});

test('a text never leaves its quotes, and nothing in it is filled again', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom('$a$', '$a|s$', '`m`', '\\', '"] | delete')),
      (text) => {
        const filled = fillTokens('x=$a|s$ y', { a: text });
        expect(filled).toMatch(/^x="(?:[^"\\`]|\\["\\])*" y$/);
      },
    ),
  );
});
