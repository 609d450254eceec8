import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Spoof, type SpoofBatch } from '../../detect/spoof';
import { SIGNS, type SignCode } from '../../detect/spoof/signs';
import { COMMANDS } from '../../schema/commands';
import { batchOf, Interner, type Row } from './batches';
import { judged } from './judged';

const LABELLED = join(__dirname, '..', '..', '..', 'shared', 'data', 'headers', 'labelled-headers.jsonl.gz');
const withLabelled = existsSync(LABELLED) ? test : test.skip;

const LABELS = ['phish', 'easy-ham', 'hard-ham', 'spam'] as const;

/** The collection's editors wrote these in place of what stood there, so they say nothing about the mail. */
function withoutRedactions(row: Record<string, string>): Row {
  const kept = Object.entries(row).filter(
    ([field, value]) =>
      !String(value).includes('phishing@pot') &&
      !(field === 'helo' && /^<?unknown>?$/.test(value)) &&
      !(field === 'reply_to' && /@example\.com>?\s*$/.test(value)),
  );
  return Object.fromEntries(kept);
}

function judgeLabelled() {
  const rows = gunzipSync(readFileSync(LABELLED))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => withoutRedactions(JSON.parse(line)));
  const batch = batchOf<SpoofBatch>(COMMANDS.smtpspoof.inputs, rows, new Interner());
  return { rows, result: judged(new Spoof(), batch) };
}

withLabelled('recall on phish and false positives on honest mail keep to what was measured', () => {
  const { rows, result } = judgeLabelled();
  const rate = (label: string, verdicts: readonly string[]) => {
    const ofLabel = rows.map((_, index) => index).filter((index) => rows[index]!['label'] === label);
    const hits = ofLabel.filter((index) => verdicts.includes(result.verdicts[index]!)).length;
    return { hits, of: ofLabel.length, percent: (100 * hits) / ofLabel.length };
  };
  const report = LABELS.map((label) => {
    const [spoofed, atLeast] = [rate(label, ['spoofed']), rate(label, ['spoofed', 'suspicious'])];
    return `${label} (${spoofed.of}): spoofed ${spoofed.percent.toFixed(1)} %, suspicious or worse ${atLeast.percent.toFixed(1)} %`;
  });
  console.log(`smtpspoof on labelled headers\n${report.join('\n')}`);
  expect(rate('phish', ['spoofed']).percent).toBeGreaterThan(39);
  expect(rate('phish', ['spoofed', 'suspicious']).percent).toBeGreaterThan(51);
  expect(rate('easy-ham', ['spoofed', 'suspicious']).percent).toBeLessThanOrEqual(0.1);
  expect(rate('hard-ham', ['spoofed']).hits).toBeLessThanOrEqual(1);
  expect(rate('hard-ham', ['spoofed', 'suspicious']).hits).toBeLessThanOrEqual(3);
});

withLabelled('the hits in the table of signs are those of the labelled headers', () => {
  const { rows, result } = judgeLabelled();
  const hitsOf = (code: SignCode, label: string) =>
    rows.filter((row, index) => row['label'] === label && result.reasons[index]!.includes(code)).length;
  const codes = (Object.keys(SIGNS) as SignCode[]).filter((code) => SIGNS[code].hits !== undefined);
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.map((code) => [code, ...LABELS.slice(0, 3).map((label) => hitsOf(code, label))])).toEqual(
    codes.map((code) => [code, ...SIGNS[code].hits!]),
  );
});
