import { Spoof, type SpoofBatch } from '../../detect/spoof';
import { COMMANDS } from '../../schema/commands';
import { batchOf, Interner } from './batches';
import { judged } from './judged';

/** Texts that make a careless reader look again and again at what it has seen. */
const HOSTILE: Readonly<Record<string, (length: number) => string>> = {
  'opened comments': (length) => '('.repeat(length),
  'opened and closed comments': (length) => `${'('.repeat(length / 2)}${')'.repeat(length / 2)}`,
  quotes: (length) => '"'.repeat(length),
  'escaped quotes': (length) => `"${'\\"'.repeat(length / 2)}`,
  'opened angles': (length) => `${'<'.repeat(length)}@`,
  'comma after comma': (length) => ','.repeat(length),
  'addresses without end': (length) => 'a@b,'.repeat(length / 4),
  'signs without end': (length) => '@'.repeat(length),
  'dots without end': (length) => `a@${'a.'.repeat(length / 2)}`,
  'words before a sign': (length) => `${'a '.repeat(length / 2)}@`,
  'encoded words that never end': (length) => '=?utf-8?q'.repeat(length / 9),
  'encoded words in turns': (length) => '=?a?q?b?= =?c?q?d?= '.repeat(length / 20),
  'blanks without end': (length) => `a${' '.repeat(length)}b <a@b.example>`,
  'one long name': (length) => `${'é'.repeat(length)} <a@b.example>`,
  'digits and dots': (length) => '1.'.repeat(length / 2),
};

/** Milliseconds of the fastest of some runs, every run on a text never seen before. */
function costOf(field: string, text: string): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run++) {
    const row = { from: 'a <a@b.example>', [field]: text };
    const batch = batchOf<SpoofBatch>(COMMANDS.smtpspoof.inputs, [row], new Interner());
    const spoof = new Spoof({ ownDomains: ['globalshop.example'] });
    const start = performance.now();
    spoof.judge(batch);
    fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest;
}

const FIELDS = ['from', 'reply_to', 'mailfrom', 'helo', 'msg_id'];
const SMALL = 2_500;
const GROWTH = 16;

/** Time that grows with the square would grow 256-fold; the constant keeps tiny times from shouting. */
test.each(Object.keys(HOSTILE))('sixteen times as much costs no more than in proportion: %s', (name) => {
  const make = HOSTILE[name]!;
  for (const field of FIELDS) {
    const small = costOf(field, make(SMALL));
    const large = costOf(field, make(SMALL * GROWTH));
    expect(large).toBeLessThan(4 * GROWTH * (small + 0.5));
  }
});

test('any bytes as a header end in a verdict', () => {
  const pieces = [
    '"',
    '<',
    '>',
    '@',
    ',',
    '(',
    ')',
    '\\',
    '=?utf-8?q?',
    '?=',
    ' ',
    '.',
    'a',
    '\u0000',
    '\ud800',
    'é',
  ];
  for (const left of pieces) {
    for (const middle of pieces) {
      for (const right of pieces) {
        const text = left + middle + right;
        const batch = batchOf<SpoofBatch>(
          COMMANDS.smtpspoof.inputs,
          [{ from: text, reply_to: text }],
          new Interner(),
        );
        expect(['clean', 'suspicious', 'spoofed']).toContain(judged(new Spoof(), batch).verdicts[0]);
      }
    }
  }
});
