import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crowdsecLines } from './crowdsec';
import { fail2banLines } from './fail2ban';
import { type Score, scoreOf, shareOf } from './score';
import { sekoiaLines } from './sekoia';
import { whyscreamLines } from './whyscream';

const DATA = join(__dirname, '..', '..', '..', 'shared', 'data', 'mta');

interface Reviewed {
  readonly set: string;
  readonly place: string;
  readonly reason: string;
}

const reviewed = JSON.parse(readFileSync(join(__dirname, 'reviewed.json'), 'utf8')) as readonly Reviewed[];

/** Per cent of a set's labels that our fields have to confirm. */
const barOf = (set: string): number => (/postfix/i.test(set) ? 98 : 95);

function reasonOf(set: string, place: string): string | undefined {
  return reviewed.find((one) => one.set === set && one.place === place)?.reason;
}

function report(scores: readonly Score[]): string {
  return scores
    .flatMap((score) => [
      `${score.set}: ${shareOf(score)} % of ${score.labelCount} labels, ${score.lineCount - score.disagreements.length} of ${score.lineCount} lines`,
      ...score.disagreements.map(
        ({ place, labels }) =>
          `  ${place}: ${labels.join(', ')}: ${reasonOf(score.set, place) ?? 'not reviewed'}`,
      ),
    ])
    .join('\n');
}

const describeShared = existsSync(DATA) ? describe : describe.skip;

describeShared('labelled lines of mail servers in ../shared/data/mta', () => {
  let scores: readonly Score[];

  beforeAll(async () => {
    scores = await scoreOf([
      ...fail2banLines(DATA),
      ...crowdsecLines(DATA),
      ...whyscreamLines(DATA),
      ...sekoiaLines(DATA),
    ]);
    process.stdout.write(`${report(scores)}\n`);
  }, 60_000);

  test('our fields confirm enough labels of every set', () => {
    expect(scores.filter((score) => shareOf(score) < barOf(score.set)).map(({ set }) => set)).toEqual([]);
    expect(scores.reduce((sum, { lineCount }) => sum + lineCount, 0)).toBeGreaterThan(780);
  });

  test('disagreements are those that were reviewed', () => {
    const found = scores.flatMap(({ set, disagreements }) =>
      disagreements.map(({ place }) => `${set} ${place}`),
    );
    expect(found.sort()).toEqual(reviewed.map(({ set, place }) => `${set} ${place}`).sort());
  });
});
