// Judges the regular expressions of props.conf and transforms.conf that were not judged yet, or with --all every one.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readApp } from '../../workbench/conf/app';
import { CHECKED_FILE, readChecked } from './checked';
import { confRegexes } from './conf-regexes';
import { costOf } from './cost';

const TIMEOUT_MS = 120_000;

const known = process.argv.includes('--all') ? {} : readChecked();
const checked: Record<string, string> = {};
const faults: string[] = [];
for (const judged of confRegexes(readApp(join(__dirname, '..', '..')))) {
  const { place, regex } = judged;
  const before = known[regex];
  const cost = before === undefined ? costOf(judged, TIMEOUT_MS) : { isSafe: true, found: before };
  if (cost?.isSafe) checked[regex] = cost.found;
  else
    faults.push(
      `${place}: ${cost ? cost.found : 'not known in time'}: ${regex}${cost && 'attack' in cost ? `\n    slow on ${cost.attack}` : ''}`,
    );
}
const sorted = Object.fromEntries(Object.entries(checked).sort(([one], [other]) => (one < other ? -1 : 1)));
writeFileSync(CHECKED_FILE, `${JSON.stringify(sorted, null, 2)}\n`);
console.log(
  `${Object.keys(checked).length} regular expressions stay linear, ${faults.length} do not or may not`,
);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
