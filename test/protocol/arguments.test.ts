import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkArguments } from '../../protocol/arguments';
import type { Declaration } from '../../protocol/declaration';
import { readTokens } from '../../protocol/tokens';

const DECLARATION = {
  name: 'probe',
  arguments: [
    { name: 'window', kind: 'duration', default: '5m', minimumSeconds: 1, maximumSeconds: 31 * 86_400 },
    { name: 'limit', kind: 'integer', minimum: 1, maximum: 1000 },
    { name: 'mode', kind: 'choice', choices: ['summary', 'annotate'], default: 'summary' },
    { name: 'own', kind: 'domains', default: [] },
    { name: 'people', kind: 'people' },
    { name: 'list', kind: 'lookup' },
    { name: 'field', kind: 'field' },
  ],
  by: ['src'],
  inputs: [],
  type: 'reporting',
  outputs: [{ name: 'messages' }],
} as const satisfies Declaration;

interface Case {
  readonly case: string;
  readonly raw: readonly string[];
  readonly options?: object;
  readonly error?: string;
}

const cases = readFileSync(join(__dirname, '..', 'cases', 'protocol', 'arguments.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line): Case => JSON.parse(line));

test.each(cases.map((one): [string, Case] => [one.case, one]))(
  'arguments: %s',
  (_, { raw, options, error }) => {
    const checked = checkArguments(DECLARATION, readTokens(raw));
    if ('faults' in checked) expect(checked.faults.join('; ')).toBe(error);
    else expect(checked.options).toEqual(options);
  },
);

test('a command without "by" refuses it', () => {
  const { by: _, ...withoutBy } = DECLARATION;
  expect(checkArguments(withoutBy, readTokens(['by', 'src']))).toEqual({ faults: ['takes no "by"'] });
});

test('no words make the reader fail', () => {
  const piece = fc.constantFrom(
    'window',
    'limit',
    'own',
    'by',
    'BY',
    '=',
    '"',
    '\\',
    ',',
    '5m',
    ' ',
    'é',
    '\n',
  );
  const token = fc.array(piece, { maxLength: 5 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(token, { maxLength: 6 }), (raw) => {
      const checked = checkArguments(DECLARATION, readTokens(raw));
      const line = 'faults' in checked ? checked.faults.join('; ') : 'fine';
      expect(line).toMatch(/^[^\n]+$/);
    }),
  );
});
