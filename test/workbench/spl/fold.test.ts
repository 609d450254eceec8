import fc from 'fast-check';
import { Engine } from '../../../workbench/engine/engine';
import { quoteText } from '../../../workbench/engine/quote';
import type { Relation } from '../../../workbench/spl/build';
import { compileTerms } from '../../../workbench/spl/search/compile';
import { foldTerms } from '../../../workbench/spl/search/fold';
import { parseTerms } from '../../../workbench/spl/search/parse';
import { plainSource } from '../../../workbench/spl/source';

const SHARED = new Map([
  ['sourcetype', 'zeek:smtp'],
  ['index', 'main'],
  ['host', '10.0.0.1'],
]);

const VALUES = [
  'zeek:smtp',
  'ZEEK:SMTP',
  'main',
  'zeek*',
  '*',
  '10.0.0.1',
  '10.0.0.0/8',
  '"zeek:smtp"',
  'CASE(Main)',
  '7',
];
const FIELDS = ['sourcetype', 'index', 'host', 'user'];

const value = fc.constantFrom(...VALUES);
const comparison = fc
  .tuple(fc.constantFrom(...FIELDS), fc.constantFrom('=', '!=', '<', '>='), value)
  .map((parts) => parts.join(''));
const list = fc
  .tuple(
    fc.constantFrom(...FIELDS),
    fc.array(
      value.filter((text) => !text.startsWith('CASE')),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([field, values]) => `${field} IN (${values.join(', ')})`);
const { terms } = fc.letrec<{ terms: string }>((tie) => ({
  terms: fc.oneof(
    { maxDepth: 3 },
    comparison,
    list,
    fc.constantFrom('main', '*'),
    tie('terms').map((inner) => `NOT (${inner})`),
    fc.tuple(tie('terms'), fc.constantFrom('AND', 'OR'), tie('terms')).map((parts) => `(${parts.join(' ')})`),
  ),
}));

const parsed = (text: string) => parseTerms(plainSource(text), 0, text.length).terms;
const shared = (field: string): string | undefined => SHARED.get(field);

test('what is said of all rows alike is what SQL says of each', async () => {
  const engine = await Engine.open();
  const columns = [...SHARED].map(([name, text]) => `${quoteText(text)} AS "${name}"`);
  const rows: Relation = {
    from: `(SELECT ${columns.join(', ')}, "user", 'main line' AS "_raw" FROM (VALUES ('main'), (NULL)) v("user"))`,
    fields: [...SHARED.keys(), 'user', '_raw'].map((name) => ({ name, kind: 'text', sql: `"${name}"` })),
    order: [],
    hidden: [],
    isTransformed: false,
  };
  let folded = 0;
  await fc.assert(
    fc.asyncProperty(terms, async (text) => {
      const answer = foldTerms(parsed(text), shared);
      if (answer === undefined) return;
      folded++;
      const { columns: found } = await engine.query(
        `SELECT ${compileTerms(parsed(text), rows)} FROM ${rows.from}`,
      );
      expect([text, ...new Set(found[0])]).toEqual([text, answer]);
    }),
    { numRuns: 400 },
  );
  expect(folded).toBeGreaterThan(100);
  engine.close();
});

test.each([
  ['index=* sourcetype=zeek:smtp', true],
  ['sourcetype IN (postfix_syslog, ZEEK:SMTP)', true],
  ['sourcetype=postfix_syslog user=a', false],
  ['sourcetype=zeek:smtp OR user=a', true],
  ['index=main user=a', undefined],
  ['host=10.0.0.0/8', undefined],
  ['main', undefined],
])('%s', (text, answer) => {
  expect(foldTerms(parsed(text), shared)).toBe(answer);
});
