import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SpamRate } from '../../detect/spam-rate';
import type { SourceBatch } from '../../detect/spam-rate/source-events';
import { Spoof, type SpoofBatch } from '../../detect/spoof';
import { COMMANDS } from '../../schema/commands';
import { batchOf, Interner, type Row } from './batches';
import { judged } from './judged';

const ZEEK = join(__dirname, '..', '..', '..', 'shared', 'data', 'zeek');
const withZeek = existsSync(ZEEK) ? test : test.skip;
const TWIN = join(__dirname, '..', '..', 'samples', 'maccdc2012-twin.log');

/** The columns of Bro 2.2, in which the twin is written. */
const BRO_22 =
  'ts uid id.orig_h id.orig_p id.resp_h id.resp_p trans_depth helo mailfrom rcptto date from to reply_to msg_id in_reply_to subject x_originating_ip first_received second_received last_reply path user_agent fuids is_webmail'.split(
    ' ',
  );

function readRows(path: string, columns: readonly string[]): Row[] {
  const bytes = readFileSync(path);
  const lines = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n');
  const header = lines.find((line) => line.startsWith('#fields\t'));
  const names = header?.split('\t').slice(1) ?? columns;
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const cells = line.split('\t').map((cell) => (cell === '-' || cell === '(empty)' ? undefined : cell));
      const row = Object.fromEntries(names.map((name, index) => [name, cells[index]]));
      return { ...row, _time: Number(row['ts']), src: row['id.orig_h'], rcptto: row['rcptto']?.split(',') };
    });
}

function summarise(rows: readonly Row[], windowSeconds: number) {
  const rate = new SpamRate({ windowSeconds });
  rate.add(batchOf<SourceBatch>(COMMANDS.smtpspamrate.inputs, rows, new Interner(), ['src']));
  return rate.summary();
}

test('the sources of the MACCDC twin are scanners, but for two that sent too little to tell', () => {
  const found = summarise(readRows(TWIN, BRO_22), 300);
  expect(found).toHaveLength(11);
  expect(found.filter((row) => row.verdict === 'scanner')).toHaveLength(9);
  expect(found.filter((row) => row.verdict === 'insufficient_data')).toHaveLength(2);
  expect(found[0]).toMatchObject({ by: ['192.168.202.110'], messages: 111 });
  const injectors = found.filter((row) => row.reasons.some((reason) => reason.startsWith('injection:')));
  expect(injectors.map((row) => row.by[0])).toEqual(['192.168.202.110', '192.168.202.138']);
});

withZeek('a recorded scan has the peak that was counted by hand, of a sliding minute', () => {
  const [busiest] = summarise(readRows(join(ZEEK, 'wrccdc2018', 'smtp.log.gz'), []), 60);
  expect(busiest).toMatchObject({
    by: ['10.164.94.120'],
    messages: 1178,
    peak_messages: 1123,
    verdict: 'scanner',
  });
});

withZeek("mails with a Message-ID in Zeek's own tests and in a quiet office are clean", () => {
  const paths = readdirSync(ZEEK, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('smtp.log'),
  );
  const rows = paths.flatMap((path) => readRows(join(ZEEK, path), []));
  const batch = batchOf<SpoofBatch>(COMMANDS.smtpspoof.inputs, rows, new Interner());
  const { verdicts } = judged(new Spoof(), batch);
  const ofWholeMails = verdicts.filter((_, index) => rows[index]!['msg_id'] !== undefined);
  expect(ofWholeMails.length).toBeGreaterThan(10);
  expect(ofWholeMails.filter((verdict) => verdict !== 'clean')).toEqual([]);
  expect(verdicts.filter((verdict) => verdict === 'unreadable').length).toBeGreaterThan(20);
});
