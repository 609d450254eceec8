import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Attachment, type AttachmentBatch } from '../../detect/attachment';
import { WEIGHTS } from '../../detect/attachment/signs';
import { parseCsv } from '../../protocol/lookup-file';
import { COMMANDS } from '../../schema/commands';
import { batchOf, Interner, type Row } from './batches';
import { jsonOf, readCases } from './case-file';

const list = (name: string): string[][] =>
  parseCsv(readFileSync(join(__dirname, '..', '..', 'lookups', `${name}.csv`), 'utf8')).slice(1);
const LISTS = { extensions: list('smtp_watch_file_extensions'), mediaTypes: list('smtp_watch_mime_types') };
const { inputs } = COMMANDS.smtpattachment;

interface Answer {
  readonly attachment_score: number;
  readonly attachment_verdict: string;
  readonly attachment_reasons: readonly string[];
  readonly codes: readonly string[];
}

const codeOf = (reason: string): string => reason.slice(0, reason.indexOf(':'));

function judge(chunks: readonly (readonly Row[])[]): Answer[] {
  const attachment = new Attachment(LISTS);
  const interner = new Interner();
  return chunks
    .flatMap((chunk) => attachment.judge(batchOf<AttachmentBatch>(inputs, chunk, interner)))
    .map(({ score, verdict, reasons }) => ({
      attachment_score: score,
      attachment_verdict: verdict,
      attachment_reasons: reasons,
      codes: [...new Set(reasons.map(codeOf))],
    }));
}

const cases = readCases('attachment');

test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
  const expected = jsonOf<Partial<Answer>>(one, 'expect');
  const [answer] = judge([[jsonOf<Row>(one, 'row')]]);
  const codes = expected.codes && [...new Set(expected.codes)];
  expect(answer).toMatchObject({ ...expected, ...(codes && { codes }) });
});

test('every sign of the table is met in a case', () => {
  const met = new Set(judge([cases.map((one) => jsonOf<Row>(one, 'row'))]).flatMap(({ codes }) => codes));
  expect(Object.keys(WEIGHTS).filter((code) => !met.has(code))).toEqual([]);
});

const row = fc.record({
  file_name: fc.array(
    fc.oneof(
      fc.constantFrom('a.pdf', 'b.pdf.exe', 'c.html', 'd.docm', 'e     .js', 'f.zip', 'unnamed'),
      fc.string({ maxLength: 30 }),
    ),
    { maxLength: 4 },
  ),
  attachment_type: fc.array(
    fc.constantFrom('application/pdf', 'text/html', 'application/x-dosexec', 'application/zip'),
    { maxLength: 4 },
  ),
  file_size: fc.array(fc.constantFrom('0', '900'), { maxLength: 4 }),
});

test('rows answer alike alone, together, in any order and in any chunks', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (rows, size) => {
      const together = judge([rows]);
      const chunks = Array.from({ length: Math.ceil(rows.length / size) }, (_, at) =>
        rows.slice(at * size, (at + 1) * size),
      );
      expect(judge(chunks)).toEqual(together);
      expect(judge([rows.toReversed()]).toReversed()).toEqual(together);
      expect(rows.flatMap((one) => judge([[one]]))).toEqual(together);
    }),
  );
});

test('the score of a message is that of its worst file', () => {
  fc.assert(
    fc.property(row, ({ file_name: names }) => {
      const [together] = judge([[{ file_name: names }]]);
      const alone = judge([names.map((name) => ({ file_name: [name] }))]);
      expect(together!.attachment_score).toBe(
        Math.max(0, ...alone.map(({ attachment_score: score }) => score)),
      );
    }),
  );
});

test('no name takes long to read, whatever a stranger writes', () => {
  const texts = [
    ' '.repeat(200_000),
    `${' '.repeat(500)}.`.repeat(400),
    '.'.repeat(200_000),
    "a'".repeat(100_000),
  ];
  for (const text of texts) {
    const start = performance.now();
    judge([[{ file_name: [text] }]]);
    // Some milliseconds where time grows with the length; with its square it is many seconds on any machine.
    expect(performance.now() - start).toBeLessThan(2_000);
  }
});

test('a million messages are judged within time', () => {
  const attachment = new Attachment(LISTS);
  const rows = Array.from({ length: 10_000 }, (_, at) => ({
    file_name: [`Invoice ${at}.pdf`, 'logo.png'],
    attachment_type: ['application/pdf', 'image/png'],
    file_size: ['90000', '1200'],
  }));
  const batch = batchOf<AttachmentBatch>(inputs, rows, new Interner());
  let dangerous = 0;
  for (let turn = 0; turn < 100; turn++)
    dangerous += attachment.judge(batch).filter(({ score }) => score > 0).length;
  expect(dangerous).toBe(0);
}, 60_000);
