import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { KnownNames } from '../../detect/spoof/known-names';
import { isWithin } from '../../detect/spoof/look-alike';
import { idnOf, toUnicode } from '../../detect/spoof/punycode';

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

test('a domain is shown as people read it, label by label', () => {
  expect(idnOf('mail.xn--exmple-4nf.example')).toBe('mail.exаmple.example');
  expect(idnOf('xn--99999999.xn--mnchen-3ya.example')).toBe('xn--99999999.münchen.example');
  expect([undefined, 'example.com', 'xn--99999999.example'].map(idnOf)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test.each(['plain', 'xn--', 'xn--99999999', 'xn--a-é', 'xn--a-!'])(
  'no punycode stays as it is: %s',
  (label) => {
    expect(toUnicode(label)).toBe(label);
  },
);

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
  ['pay-globalshop.other.test', 'sub_domain'],
  ['shop.example', undefined],
  ['globe.example', undefined],
])('%s imitates globalshop.example as %s', (domain, technique) => {
  const names = new KnownNames();
  names.add(['globalshop.example'], 'own');
  expect(names.imitatedBy(domain)?.technique).toBe(technique);
});

test.each([
  ['globalshop.test', undefined],
  ['globalshopp.test', 'typing_error'],
  ['globalsshopp.test', undefined],
  ['gl0balshop.test', 'confusable'],
  ['login-globalshop.test', 'affix'],
])('of a stranger %s imitates globalshop.example as %s', (domain, technique) => {
  const names = new KnownNames();
  names.add(['globalshop.example'], 'correspondent');
  expect(names.imitatedBy(domain)?.technique).toBe(technique);
});

test('a domain that is known itself imitates nobody, whatever it looks like', () => {
  const names = new KnownNames();
  names.add(['globalshop.example', 'globalshops.example'], 'partner');
  expect(names.imitatedBy('globalshops.example')).toBeUndefined();
  expect(names.imitatedBy('globalshopz.example')?.organisation).toBe('globalshop.example');
});

test('typing errors are found among many names as by comparing with each of them', () => {
  const label = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 5, maxLength: 10 });
  const errorsIn = (text: string): number => (text.length >= 8 ? 2 : 1);
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 6 }), label, (known, asked) => {
      fc.pre(!known.includes(asked));
      const names = new KnownNames();
      names.add(
        known.map((one) => `${one}.example`),
        'own',
      );
      const found = names.imitatedBy(`${asked}.example`);
      const isExpected = known.some((one) => isWithin(asked, one, errorsIn(one)));
      if (found?.technique !== 'affix') expect(found?.technique === 'typing_error').toBe(isExpected);
    }),
    { numRuns: 500 },
  );
});

test('asking about ten thousand domains among as many names takes no comparison of each with each', () => {
  const names = new KnownNames();
  names.add(
    Array.from({ length: 10_000 }, (_, number) => `customer${number}.example`),
    'correspondent',
  );
  const start = performance.now();
  for (let number = 0; number < 10_000; number++) names.imitatedBy(`c${number * 7}-office.test`);
  expect(performance.now() - start).toBeLessThan(5_000);
});
