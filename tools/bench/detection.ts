// What the app's alerts find in generated companies, and what they say of the innocent: recall and false alarms of each.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Detection } from '../../schema/detection';
import { DETECTIONS } from '../../schema/detections';
import {
  type AuthenticationRate,
  authenticationRates,
  printAuthentication,
} from './detection/authentication';
import { type WatchedCompany, watchCompany } from './detection/company';
import { EXPECTED } from './detection/expected';
import { benchHeaders, type HeaderRates } from './detection/headers';
import { type Judgement, judge } from './detection/judge';
import measured from './detection/measured.json';

const { values: flags } = parseArgs({
  options: {
    /** No detection was tuned on these; those below 1000 are for tuning. */
    seeds: { type: 'string', default: '9031,9032,9033,9034,9035' },
    days: { type: 'string', default: '8' },
    size: { type: 'string', default: '25' },
    strength: { type: 'string', default: '1' },
    /** Keeps the figures for docs/detections.md. */
    write: { type: 'boolean', default: false },
    /** Shows every missed incident and false alarm, of these detections alone when named. */
    show: { type: 'string', multiple: true },
    /** Measures smtpspoof on the labelled headers alone. */
    headers: { type: 'boolean', default: false },
    /** Fits the weights of smtpspoof's signs on all labelled headers and writes them into detect/spoof. */
    'write-weights': { type: 'boolean', default: false },
  },
});

const MEASURED = join(__dirname, 'detection', 'measured.json');
const DAYS = Number(flags.days);
const SEEDS = flags.seeds.split(',').map(Number);

interface Watched extends Judgement {
  readonly seed: number;
  readonly searches: WatchedCompany['searches'];
}

const cells = (first: string, ...others: readonly (string | number)[]): string =>
  `  ${first.padEnd(30)}${others.map((text) => String(text).padStart(14)).join('')}`;

function printKinds(all: readonly Watched[]): void {
  console.log(cells('\nplanted', 'found', 'hidden', 'of', 'by'));
  for (const [kind, detections] of Object.entries(EXPECTED)) {
    const cases = all.flatMap((one) => one.cases.filter(({ planted }) => planted.kind === kind));
    const found = cases.filter((one) => one.found.length > 0).length;
    const hidden = cases.filter(({ isHidden }) => isHidden).length;
    console.log(`${cells(kind, found, hidden, cases.length)}  ${detections.join(', ')}`);
  }
}

interface Figures {
  /** Incidents that are planted for this detection, and those of them that it found. */
  readonly planted: number;
  readonly found: number;
  /** Those that another detection, which is meant for them as well, found alone. */
  readonly byOthers: number;
  /** What no log shows. */
  readonly hidden: number;
  readonly falseAlarms: number;
  /** Mean of all companies. */
  readonly seconds: number;
}

function figuresOf(all: readonly Watched[], { name, title }: Detection): Figures {
  const cases = all.flatMap((one) =>
    one.cases.filter(({ planted }) => EXPECTED[planted.kind]?.includes(name)),
  );
  const found = cases.filter((one) => one.found.some(({ detection }) => detection === name));
  const byOthers = cases.filter((one) => one.found.length > 0).length - found.length;
  const alarms = all.flatMap((one) => one.falseAlarms.filter(({ finding }) => finding.detection === name));
  const runs = all.flatMap(({ searches }) => searches.filter((one) => one.name === `SMTP - ${title}`));
  const seconds = runs.reduce((sum, one) => sum + one.seconds, 0) / all.length;
  const hidden = cases.filter(({ isHidden }) => isHidden).length;
  return {
    planted: cases.length,
    found: found.length,
    byOthers,
    hidden,
    falseAlarms: alarms.length,
    seconds,
  };
}

function printDetections(all: readonly Watched[]): void {
  const days = all.length * DAYS;
  console.log(cells('\ndetection', 'found', 'planted', 'false', 'false a day', 'seconds'));
  for (const detection of DETECTIONS) {
    const { planted, found, falseAlarms, seconds } = figuresOf(all, detection);
    const daily = (falseAlarms / days).toFixed(2);
    console.log(cells(detection.name, found, planted, falseAlarms, daily, seconds.toFixed(2)));
  }
  const total = all.reduce((sum, { falseAlarms }) => sum + falseAlarms.length, 0);
  console.log(cells('all', '', '', total, (total / days).toFixed(2)));
}

function isShown(detections: readonly string[]): boolean {
  const shown = flags.show ?? [];
  return shown.includes('all') || detections.some((name) => shown.includes(name));
}

function show({ seed, cases, falseAlarms, searches }: Watched): void {
  for (const { name, error } of searches)
    if (error !== undefined) console.log(`seed ${seed}: "${name}" failed: ${error}`);
  for (const { planted, found, isHidden } of cases) {
    if (found.length > 0 || isHidden || !isShown(EXPECTED[planted.kind] ?? [])) continue;
    console.log(
      `seed ${seed} missed ${planted.id} (${planted.technique}): ${[planted.entity, ...planted.others.slice(0, 3)].join(', ')}`,
    );
  }
  for (const { finding, about } of falseAlarms) {
    if (!isShown([finding.detection])) continue;
    const { detection, entity, score, reasons } = finding;
    console.log(`seed ${seed} false ${detection} ${entity} ${score} (${about}): ${reasons.join('; ')}`);
  }
}

function writeFigures(
  all: readonly Watched[],
  authentication: Readonly<Record<string, AuthenticationRate>>,
  headers: HeaderRates | undefined,
): void {
  const companies = { count: SEEDS.length, seeds: SEEDS.join(', '), days: DAYS, size: Number(flags.size) };
  const results = Object.fromEntries(
    DETECTIONS.map((detection) => {
      const figures = figuresOf(all, detection);
      return [detection.name, { ...figures, seconds: Number(figures.seconds.toFixed(1)) }];
    }),
  );
  writeFileSync(
    MEASURED,
    `${JSON.stringify({ companies, results, authentication, headers: headers ?? measured.headers }, undefined, 2)}\n`,
  );
}

async function main(folder: string): Promise<void> {
  if (flags.headers) {
    benchHeaders(flags['write-weights']);
    return;
  }
  const all: Watched[] = [];
  const companies: WatchedCompany[] = [];
  for (const seed of SEEDS) {
    const settings = { seed, days: DAYS, size: Number(flags.size), strength: Number(flags.strength) };
    const company = await watchCompany(join(folder, String(seed)), settings);
    companies.push(company);
    const watched = { seed, searches: company.searches, ...judge(company.cases, company.findings) };
    show(watched);
    all.push(watched);
  }
  printKinds(all);
  printDetections(all);
  const authentication = authenticationRates(companies);
  printAuthentication(authentication);
  const headers = benchHeaders(false);
  if (flags.write) writeFigures(all, authentication, headers);
}

const temporary = mkdtempSync(join(tmpdir(), 'smtp-watch-detection-'));
main(temporary)
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  })
  .finally(() => rmSync(temporary, { recursive: true, force: true }));
