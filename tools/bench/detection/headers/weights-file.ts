import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODES, type SignCode } from '../../../../detect/spoof/signs';
import { fitWeights } from './fit';
import type { Label, LabelledMail } from './labelled';

const FILE = join(__dirname, '..', '..', '..', '..', 'detect', 'spoof', 'measured-weights.ts');
const SHOWN = ['phish', 'easy-ham', 'hard-ham'] as const;

/** How many mails of a label show a sign. */
export function hitsOf(mails: readonly LabelledMail[], code: SignCode, label: Label): number {
  return mails.filter((mail) => mail.label === label && mail.codes.includes(code)).length;
}

/** Writes the weights fitted on all mails into the program, with the hits of each sign. */
export function writeWeights(mails: readonly LabelledMail[]): void {
  const weights = fitWeights(mails);
  const counts = SHOWN.map((label) => mails.filter((mail) => mail.label === label).length);
  const [phish, easy, hard] = counts.map((count) => count.toLocaleString('en'));
  const lines = CODES.flatMap((code) => {
    if (weights[code] === undefined) return [];
    const hits = SHOWN.map((label) => hitsOf(mails, code, label)).join(', ');
    return [`  ${code}: { weight: ${weights[code]}, hits: [${hits}] },`];
  });
  const text = `// Written by \`npm run -s bench:detection -- --headers --write-weights\`, which fits them (tools/bench/detection/headers/fit.ts).

/** Points of each measured sign, and its hits among ${phish} phish of 2022–26, ${easy} easy and ${hard} hard honest mails of 2002–05. */
export const MEASURED: Readonly<
  Record<string, { readonly weight: number; readonly hits: readonly [number, number, number] }>
> = {
${lines.join('\n')}
};
`;
  writeFileSync(FILE, text);
}
