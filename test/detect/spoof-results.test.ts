import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pointsWithResults, rateOf } from '../../tools/bench/detection/headers/folds';
import { labelledMails } from '../../tools/bench/detection/headers/labelled';

const FORGED = { label: 'phish', from: 'Bank <ann@bank.example>', mailfrom: 'ann@bank.example' };
const HONEST = { label: 'easy-ham', from: 'Ann <ann@shop.example>', mailfrom: 'ann@shop.example' };
const ALL_FAILED = { dmarc: 'fail', spf: 'Fail', dkim_failed: 'bad signature data' };

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-watch-labelled-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('results of authentication are measured of the mails that have some, and leave the other figure alone', () => {
  const rows = [
    { ...FORGED, ...ALL_FAILED },
    FORGED,
    { ...HONEST, dmarc: 'pass', spf: 'Pass' },
    { ...HONEST, dmarc: 'fail' },
  ];
  const file = join(folder, 'labelled.jsonl.gz');
  writeFileSync(file, gzipSync(rows.map((row) => JSON.stringify(row)).join('\n')));
  const mails = labelledMails(file)!;
  expect(mails.map(({ codes }) => codes)).toEqual([[], [], [], []]);
  expect(mails.map(({ resultPoints }) => resultPoints)).toEqual([55, undefined, 0, 30]);
  const alone = new Map(mails.map((mail) => [mail, 0]));
  const full = pointsWithResults(alone);
  expect(rateOf(alone, 'phish')).toEqual({ hits: 0, of: 2, byDomain: 0 });
  expect(rateOf(full, 'phish')).toEqual({ hits: 1, of: 1, byDomain: 1 });
  expect(rateOf(full, 'easy-ham')).toEqual({ hits: 0, of: 2, byDomain: 0 });
});

test('a file that is not there is told apart from one without mails', () => {
  expect(labelledMails(join(folder, 'none.jsonl.gz'))).toBeUndefined();
});
