import { CODES, SIGNS } from '../../../detect/spoof/signs';
import { THRESHOLD } from './headers/fit';
import { FOLDS, heldOutPoints, pointsWithResults, rateOf, upperBound } from './headers/folds';
import { LABELS, type LabelledMail, labelledMails } from './headers/labelled';
import { hitsOf, writeWeights } from './headers/weights-file';

const THRESHOLDS = [35, 40, 45, 50, 55, 60, 70, 80];

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function printRates(points: ReadonlyMap<LabelledMail, number>): void {
  console.log(
    `  ${'label'.padEnd(10)}${'mails'.padStart(7)}${'spoofed'.padStart(9)}   share   by domain   95 % bound`,
  );
  for (const label of LABELS) {
    const { hits, of, byDomain } = rateOf(points, label);
    if (of === 0) continue;
    const shares = [hits / of, byDomain, upperBound(hits, of)].map((share) => percent(share).padStart(10));
    console.log(
      `  ${label.padEnd(10)}${String(of).padStart(7)}${String(hits).padStart(9)}${shares.join('')}`,
    );
  }
}

function printCurve(points: ReadonlyMap<LabelledMail, number>): void {
  console.log('\n  from points   phish by domain   phish by mail   spam of 2002   easy ham   hard ham');
  for (const threshold of THRESHOLDS) {
    const [phish, spam, easy, hard] = LABELS.map((label) => rateOf(points, label, threshold));
    const columns = [
      String(threshold).padStart(11),
      percent(phish!.byDomain).padStart(17),
      percent(phish!.hits / phish!.of).padStart(15),
      percent(spam!.hits / spam!.of).padStart(14),
      `${easy!.hits} of ${easy!.of}`.padStart(10),
      `${hard!.hits} of ${hard!.of}`.padStart(10),
    ];
    console.log(`  ${columns.join(' ')}`);
  }
}

function printReasons(mails: readonly LabelledMail[]): void {
  const counts = LABELS.map((label) => mails.filter((mail) => mail.label === label).length);
  const heads = ['points', 'phish', 'spam', 'easy ham', 'hard ham'].map((head) => head.padStart(10));
  console.log(`\n  ${'reason'.padEnd(26)}${heads.join('')}`);
  for (const code of CODES.filter((one) => SIGNS[one].hits !== undefined)) {
    const shares = LABELS.map((label, place) => percent(hitsOf(mails, code, label) / counts[place]!));
    const cells = [String(SIGNS[code].weight), ...shares].map((cell) => cell.padStart(10));
    console.log(`  ${code.padEnd(26)}${cells.join('')}`);
  }
}

function printWithResults(points: ReadonlyMap<LabelledMail, number>): void {
  const full = pointsWithResults(points);
  if (full.size === 0) {
    console.log('\n  with results of authentication: none of these mails has any; generated companies have');
    return;
  }
  console.log('\n  mails with results of authentication, judged without them:');
  printRates(new Map([...full.keys()].map((mail) => [mail, points.get(mail)!])));
  console.log('  the same mails, judged with them:');
  printRates(full);
}

/** Of the mails of each label how many are called spoofed, and the share of them averaged over sender domains. */
export type HeaderRates = Readonly<
  Record<string, { readonly hits: number; readonly of: number; readonly byDomain: number }>
>;

/** Prints what smtpspoof finds among the labelled headers beside the project, and gives it; says so where they are not there. */
export function benchHeaders(writesWeights: boolean): HeaderRates | undefined {
  const mails = labelledMails();
  if (mails === undefined) {
    console.log('\nsmtpspoof on labelled headers: not measured, ../shared/data/headers is not there');
    return undefined;
  }
  if (writesWeights) writeWeights(mails);
  const points = heldOutPoints(mails);
  const domains = new Set(mails.filter(({ label }) => label === 'phish').map(({ domain }) => domain)).size;
  console.log(
    `\nsmtpspoof on labelled headers, fields of Zeek alone, ${THRESHOLD} points or more, ${FOLDS} folds by sender domain:\n` +
      'points of measured signs are fitted anew without any mail of the fold; what counts as a sign, and its floor and cap, are not.\n' +
      `Phish of 2022–26 from ${domains} domains against honest mail of 2002–05: bounds are wide, so measure it on your own mail.`,
  );
  printRates(points);
  printCurve(points);
  printReasons(mails);
  printWithResults(points);
  return Object.fromEntries(LABELS.map((label) => [label, rateOf(points, label)]));
}
