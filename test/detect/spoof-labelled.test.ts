import { CODES, SIGNS } from '../../detect/spoof/signs';
import { BUDGET, fitWeights } from '../../tools/bench/detection/headers/fit';
import { heldOutPoints, rateOf } from '../../tools/bench/detection/headers/folds';
import { labelledMails } from '../../tools/bench/detection/headers/labelled';
import { hitsOf } from '../../tools/bench/detection/headers/weights-file';

const mails = labelledMails();
const withLabelled = mails === undefined ? test.skip : test;

withLabelled(
  'recall by sender domain and false positives on honest mail, each domain judged without its own mails',
  () => {
    const points = heldOutPoints(mails!);
    const [phish, spam, easy, hard] = (['phish', 'spam', 'easy-ham', 'hard-ham'] as const).map((label) =>
      rateOf(points, label),
    );
    expect(phish!.byDomain).toBeGreaterThan(0.5);
    expect(phish!.hits / phish!.of).toBeGreaterThan(0.42);
    expect(spam!.hits / spam!.of).toBeGreaterThan(0.07);
    expect(easy!.hits).toBeLessThanOrEqual(easy!.of * BUDGET['easy-ham']);
    expect(hard!.hits).toBeLessThanOrEqual(hard!.of * BUDGET['hard-ham']);
  },
);

withLabelled('the points and hits in the table are those fitted on the labelled headers', () => {
  const weights = fitWeights(mails!);
  const measured = CODES.filter((code) => SIGNS[code].hits !== undefined);
  expect(measured.length).toBeGreaterThan(20);
  const labels = ['phish', 'easy-ham', 'hard-ham'] as const;
  expect(measured.map((code) => [code, SIGNS[code].weight, ...SIGNS[code].hits!])).toEqual(
    measured.map((code) => [code, weights[code], ...labels.map((label) => hitsOf(mails!, code, label))]),
  );
});

withLabelled('verdicts of the program are those of the points in the table', () => {
  const honest = mails!.filter(({ label }) => label.endsWith('ham'));
  expect(honest.filter(({ verdict }) => verdict === 'spoofed').length).toBeLessThanOrEqual(1);
});
