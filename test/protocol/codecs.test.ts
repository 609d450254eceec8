import fc from 'fast-check';
import { readCells } from '../../protocol/cells';
import { readDecimal } from '../../protocol/decimal';
import { Interner } from '../../protocol/interner';
import { decodeMultivalue, encodeMultivalue, MultivalueCursor } from '../../protocol/multivalue';
import { decode, parseCsv } from '../splunkd/reply';

const value = fc
  .array(fc.constantFrom('$', ';', '"', '\n', 'a', 'é', '😀'), { maxLength: 6 })
  .map((parts) => parts.join(''));
const values = fc.array(value, { minLength: 1, maxLength: 5 });

function walk(code: string): string[] {
  const bytes = Buffer.from(code);
  const cursor = new MultivalueCursor();
  const found: string[] = [];
  cursor.open(bytes, 0, bytes.length);
  while (cursor.next()) found.push(bytes.toString('utf8', cursor.start, cursor.end).split('$$').join('$'));
  return found;
}

test('several values come back from their code, read in three ways', () => {
  fc.assert(
    fc.property(values, (given) => {
      const code = encodeMultivalue(given);
      expect(decodeMultivalue(code)).toEqual(given);
      expect(decode(code)).toEqual(given);
      expect(walk(code)).toEqual(given);
    }),
  );
});

test.each([
  ['$$;$a$', ['', 'a']],
  ['$$$$;$x$', ['$', 'x']],
  ['$a;b$;$$$;c$', ['a;b', '$;c']],
  ['$FIREFLY-WIN$;$beatles$', ['FIREFLY-WIN', 'beatles']],
])('%s is the code that a real splunkd would read as %j', (code, expected) => {
  expect([decodeMultivalue(code), walk(code), encodeMultivalue(expected)]).toEqual([
    expected,
    expected,
    code,
  ]);
});

test.each(['', 'a', '$a', 'a$', '$a$;', '$a$b', '$$$', ';'])('%j is no code of several values', (code) => {
  expect(decodeMultivalue(code)).toBeUndefined();
});

test('a million values are walked, doubled or not', () => {
  const many = Array.from({ length: 1_000_000 }, (_, index) => (index % 3 === 0 ? '$' : 'v'));
  expect(decodeMultivalue(encodeMultivalue(many))).toHaveLength(1_000_000);
  expect(decodeMultivalue(`$${'$$'.repeat(1_000_000)}`)).toBeUndefined();
});

test('numbers are the nearest double, as JavaScript reads them', () => {
  const decimal = fc.oneof(
    fc.double({ noNaN: true }).map(String),
    fc
      .tuple(fc.nat(2_000_000_000), fc.nat(999_999))
      .map(([whole, micros]) => `${whole}.${String(micros).padStart(6, '0')}`),
    fc.constantFrom(
      '0',
      '-0',
      '+1',
      '.5',
      '5.',
      '9007199254740993',
      '9999999999999999',
      '1e5',
      '00012',
      '1.7976931348623157e308',
    ),
  );
  fc.assert(
    fc.property(decimal, (text) => {
      const bytes = Buffer.from(`x${text}x`);
      const expected = /^-?Infinity$/.test(text) ? Number.NaN : Number(text);
      expect(readDecimal(bytes, 1, bytes.length - 1)).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  '',
  '.',
  '-',
  '+',
  '1.2.3',
  '0x10',
  '1_000',
  'Infinity',
  'NaN',
  '2012-03-16',
  '1e',
  '--1',
  '1e9999',
])('%j is no number', (text) => {
  expect(readDecimal(Buffer.from(text), 0, text.length)).toBeNaN();
});

test('the cells of a line are those of another reader', () => {
  const cell = fc
    .array(fc.constantFrom('"', ',', '\n', '\r', 'a', 'é'), { maxLength: 4 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      fc.array(cell, { minLength: 1, maxLength: 5 }),
      fc.constantFrom('\n', '\r\n', ''),
      (cells, end) => {
        const line = Buffer.from(cells.map((one) => `"${one.split('"').join('""')}"`).join(',') + end);
        expect(readCells(line)).toEqual(cells);
        expect(parseCsv(line)).toEqual([cells]);
      },
    ),
  );
});

test('every different byte string has one number, alone or among many, and keeps its text', () => {
  const interner = new Interner();
  const texts = Array.from({ length: 30_000 }, (_, index) => `${'é'.repeat(index % 9)}${index % 20_000}`);
  const bytes = Buffer.concat([...texts.map((text) => Buffer.from(text)), Buffer.alloc(4)]);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const ends = Int32Array.from(
    lengths,
    (
      (sum) => (length: number) =>
        (sum += length)
    )(0),
  );
  const starts = ends.map((end, index) => end - lengths[index]!);
  const known = new Map<string, number>();
  for (const text of texts) if (!known.has(text)) known.set(text, known.size);
  const ids = new Int32Array(texts.length);
  interner.ids(view, starts, ends, ids, texts.length);
  expect([...ids]).toEqual(texts.map((text) => known.get(text)));
  expect(texts.every((_, index) => interner.id(view, starts[index]!, ends[index]!) === ids[index])).toBe(
    true,
  );
  expect(texts.every((text, index) => interner.text(ids[index]!) === text)).toBe(true);
  expect(interner.size).toBe(known.size);
});
