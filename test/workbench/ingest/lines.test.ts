import fc from 'fast-check';
import { LineBreaker } from '../../../workbench/ingest/lines';
import { decodeEscaping } from '../../../workbench/ingest/utf8';

interface Broken {
  readonly lines: [number, string][];
  readonly notes: number[];
}

function breakLines(chunks: readonly Buffer[], truncateBytes = 0): Broken {
  const broken: Broken = { lines: [], notes: [] };
  const breaker = new LineBreaker(
    truncateBytes,
    (text, line) => broken.lines.push([line, text]),
    ({ line }) => broken.notes.push(line),
  );
  for (const chunk of chunks) breaker.push(chunk);
  breaker.end();
  return broken;
}

test('lines end at any number of line feeds and carriage returns, empty ones vanish', () => {
  const { lines } = breakLines([Buffer.from('\uFEFFa\r\n\r\nb\rc\n\n\nd')]);
  expect(lines).toEqual([
    [1, 'a'],
    [3, 'b'],
    [3, 'c'],
    [6, 'd'],
  ]);
});

test('where the stream is cut makes no difference', () => {
  const piece = fc.oneof(
    fc.constantFrom('\n', '\r\n', '\r', 'é', '\u{1F600}', 'abc').map((text) => Buffer.from(text)),
    fc.uint8Array({ minLength: 1, maxLength: 3 }).map((bytes) => Buffer.from(bytes)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom(0, 3, 7), (pieces, truncateBytes) => {
      const whole = Buffer.concat(pieces);
      const bytes = [...whole].map((byte) => Buffer.from([byte]));
      expect(breakLines(bytes, truncateBytes)).toEqual(breakLines([whole], truncateBytes));
      expect(breakLines(pieces, truncateBytes)).toEqual(breakLines([whole], truncateBytes));
    }),
  );
});

test('truncation counts bytes and keeps characters whole', () => {
  expect(breakLines([Buffer.from('aéé\nok')], 4).lines).toEqual([
    [1, 'aé'],
    [2, 'ok'],
  ]);
});

test('bytes that are not UTF-8 are written as \\xNN, all others stay', () => {
  const bytes = Buffer.concat([Buffer.from('ok é '), Buffer.from([0xe9, 0xc3, 0x28, 0xed, 0xa0, 0x80])]);
  expect(decodeEscaping(bytes)).toBe('ok é \\xE9\\xC3(\\xED\\xA0\\x80');
});

test('valid UTF-8 is decoded as everywhere else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = Buffer.from(text).toString();
      expect(decodeEscaping(Buffer.from(clean))).toBe(clean);
    }),
  );
});
