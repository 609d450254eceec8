import fc from 'fast-check';
import { Engine } from '../../../workbench/engine/engine';
import { KvStore } from '../../../workbench/jobs/kv-store';
import { dropResult, runSearch, SearchError } from '../../../workbench/jobs/run-search';
import type { Workbench } from '../../../workbench/jobs/workbench';
import { readCases } from './case-file';
import { createEvents } from './event-table';

let engine: Engine;
let workbench: Workbench;

beforeAll(async () => {
  engine = await Engine.open();
  const rows = [
    { src: '192.0.2.1', user: 'ann', size: '10', recipient: ['a@example.com', 'b@example.com'] },
    { src: 'x', size: 'many', recipient: ['a@example.com'], q: '$1;\\"' },
  ];
  const app = { dir: '', conf: () => new Map() };
  const kv = new KvStore(new Map());
  workbench = { engine, app, kv, tables: [await createEvents(engine, 'events', rows)] };
});
afterAll(() => engine.close());

/** A search ends in rows or in a SearchError with a place in it: anything else is a fault of the workbench. */
async function endsWell(spl: string): Promise<void> {
  try {
    await dropResult(workbench, await runSearch(workbench, { spl }));
  } catch (error) {
    if (!(error instanceof SearchError))
      throw new Error(`${spl.slice(0, 300)}\n${String(error)}`, { cause: (error as Error).cause });
    expect(error.line).toBeGreaterThan(0);
    expect(error.column).toBeGreaterThan(0);
    expect(error.message).toContain('~');
    expect(error.sentence).not.toMatch(/duckdb|(?:binder|catalog|parser|conversion|syntax) error/i);
  }
}

const written = readCases().map(({ spl }) => spl);
const words = [...new Set(written.join(' ').match(/"(?:[^"\\]|\\.)*"|[\w.:*]+|[^\s\w]/g))];

const options = { numRuns: 150, seed: 20_120_316 };

test('searches cut, doubled or mixed in places end well', async () => {
  const place = fc.tuple(fc.constantFrom(...written), fc.constantFrom(...words), fc.nat(), fc.nat(4));
  await fc.assert(
    fc.asyncProperty(place, async ([spl, word, at, kind]) => {
      const start = at % (spl.length + 1);
      const mutants = [
        spl.slice(0, start),
        spl.slice(0, start) + word + spl.slice(start),
        spl.slice(0, start) + spl.slice(start + 1),
        `${spl} | ${spl.slice(start)}`,
        spl.replaceAll(/\w+/g, (name) => (name.length % 3 === at % 3 ? word : name)),
      ];
      await endsWell(mutants[kind]!);
    }),
    options,
  );
});

test('random words after one another end well', async () => {
  const text = fc.array(fc.constantFrom(...words, '|', '| eval a=', '| stats ', '| where '), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(text, (parts) => endsWell(`* ${parts.join(' ')}`)),
    options,
  );
});

test('any text ends well', async () => {
  await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), endsWell), options);
});

test('any regular expression is refused or runs', async () => {
  const piece = fc.constantFrom(
    ...'()[]{}|*+?^$.\\-,:=!<>'.split(''),
    'a',
    '1',
    '\\d',
    '\\w',
    '(?i)',
    '(?:',
    '(?<n>',
    '[^',
    '{2}',
    '[[:alpha:]]',
    '\\x41',
    '\\p{Lu}',
    '\\b',
    'é',
  );
  const quote = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 10 }), (pieces) =>
      endsWell(`* | where match(q, ${quote(pieces.join(''))})`),
    ),
    { ...options, numRuns: 400 },
  );
});

test('deep nesting is refused and no stack overflows', async () => {
  await endsWell(`${'('.repeat(20_000)}a${')'.repeat(20_000)}`);
  await endsWell(`* | eval a=${'('.repeat(20_000)}1${')'.repeat(20_000)}`);
  await endsWell(`* | eval a=${'-'.repeat(20_000)}1`);
  await endsWell(`* | where ${'NOT '.repeat(20_000)} a=1`);
  await endsWell(`${'NOT '.repeat(20_000)} a`);
  await endsWell(`* | eval a=1${'+1'.repeat(20_000)}`);
  await endsWell(`* | eval a="x"${'."x"'.repeat(399)}`);
  await endsWell(`* | where a=1${' OR a=1'.repeat(399)}`);
  await endsWell(`a${' OR a=1'.repeat(3000)}`);
  await endsWell(`src IN (${'x, '.repeat(3000)} y) ${'b '.repeat(3000)}`);
  await endsWell(`* | where src IN (${'"x", '.repeat(3000)} "y")`);
  await endsWell(`* ${'| eval a=1 '.repeat(300)}`);
});
