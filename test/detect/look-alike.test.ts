import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { imitationOf, isWithin, prepareOwnDomain } from '../../detect/spoof/look-alike';
import { toUnicode } from '../../detect/spoof/punycode';

/** The restricted Damerau–Levenshtein distance by its recursive definition: slow, and plainly right. */
function distance(left: string, right: string): number {
  if (left === '' || right === '') return left.length + right.length;
  const [restLeft, restRight] = [left.slice(1), right.slice(1)];
  const costs = [
    distance(restLeft, right) + 1,
    distance(left, restRight) + 1,
    distance(restLeft, restRight) + (left[0] === right[0] ? 0 : 1),
  ];
  if (left.length > 1 && left[0] === right[1] && left[1] === right[0]) {
    costs.push(distance(left.slice(2), right.slice(2)) + 1);
  }
  return Math.min(...costs);
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });

test('the bounded distance agrees with its definition', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 3 }), (left, right, limit) => {
      expect(isWithin(left, right, limit)).toBe(distance(left, right) <= limit);
    }),
    { numRuns: 300 },
  );
});

test('punycode is read as Node.js writes it', () => {
  const label = fc.string({
    unit: fc.constantFrom('a', 'z', '7', 'é', 'ü', 'о', 'п', '中', '文', 'ö'),
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(label, (text) => {
      expect(toUnicode(domainToASCII(`x${text}`))).toBe(`x${text}`);
    }),
  );
});

test.each(['plain', 'xn--', 'xn--99999999', 'xn--a-é', 'xn--a-!'])(
  'no punycode stays as it is: %s',
  (label) => {
    expect(toUnicode(label)).toBe(label);
  },
);

const OWN = prepareOwnDomain('globalshop.example');

test.each([
  ['globalshop.example', undefined],
  ['mail.globalshop.example', undefined],
  ['globalshop.test', 'other_ending'],
  ['gl0balsh0p.example', 'confusable'],
  ['globaishop.example', 'confusable'],
  ['globlashop.example', 'typing_error'],
  ['globalsshopp.example', 'typing_error'],
  ['globalshop-pay.test', 'affix'],
  ['bestglobalshop.test', 'affix'],
  ['globalshop.example.pay.test', 'sub_domain'],
  ['shop.example', undefined],
  ['globe.example', undefined],
])('%s imitates globalshop.example as %s', (domain, imitation) => {
  expect(imitationOf(domain, OWN)).toBe(imitation);
});
