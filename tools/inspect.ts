// Runs Splunk's AppInspect on the packages and fails on whatever docs/appinspect.md does not explain.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { version } from '../package.json';
import { prepareAppInspect } from './inspect/environment';
import { EXPLAINED, type Kind } from './inspect/explained';
import { reportFaults } from './inspect/judge';
import { type Report, readReport } from './inspect/report';
import { addOnContents, appContents } from './package/app';
import { fetchRuntime } from './package/runtime';
import { type Contents, splOf } from './package/spl';
import { DEFAULT_VARIANT, fileName, type Variant } from './package/variant';

const ROOT = join(__dirname, '..');
const DIST = join(ROOT, 'dist');
const BUILT = join(DIST, 'smtp_watch');
const WORK = join(DIST, 'appinspect');
const run = promisify(execFile);

const VARIANTS: Readonly<Record<Kind, Variant>> = {
  app: DEFAULT_VARIANT,
  classic: { pages: 'own', platforms: [] },
  runtime: { pages: 'splunk', platforms: ['linux-x64'] },
  'add-on': DEFAULT_VARIANT,
};
/** A program for x86-64 is none for ARM, which a check of this tag asks of every program. */
const ARM_TAG = 'aarch64_compatibility';

async function contentsOf(kind: Kind): Promise<Contents> {
  if (kind === 'add-on') return addOnContents(BUILT);
  const { platforms } = VARIANTS[kind];
  const carried = platforms.map((platform) => fetchRuntime(platform, join(DIST, 'runtimes')));
  return appContents(BUILT, version, VARIANTS[kind], await Promise.all(carried));
}

async function inspect(kind: Kind, program: string): Promise<Report> {
  const contents = await contentsOf(kind);
  const file = join(WORK, fileName(contents.app, version, VARIANTS[kind]));
  writeFileSync(file, await splOf(contents, [ROOT + sep]));
  const output = `${file}.json`;
  const tags = contents.programs.some((path) => path.includes('x64')) ? ['--excluded-tags', ARM_TAG] : [];
  // The list of libraries that Splunk trusts is the one that came with AppInspect: two runs say the same.
  const args = ['--mode', 'precert', '--max-messages', 'all', '--skip-trusted-libraries-update', ...tags];
  await run(program, ['inspect', file, ...args, '--output-file', output], { maxBuffer: 64_000_000 });
  return readReport(readFileSync(output, 'utf8'));
}

async function main(): Promise<void> {
  mkdirSync(WORK, { recursive: true });
  const program = prepareAppInspect(join(WORK, 'python'));
  const kinds = Object.keys(VARIANTS) as Kind[];
  const reports = await Promise.all(kinds.map((kind) => inspect(kind, program)));
  for (const [at, kind] of kinds.entries()) {
    const report = reports[at]!;
    const counts = Object.entries(report.summary).map(([result, count]) => `${count} ${result}`);
    console.log(`${kind}: ${counts.join(', ')}`);
    for (const fault of reportFaults(kind, report, EXPLAINED)) {
      process.exitCode = 1;
      console.error(`${kind}: ${fault}`);
    }
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
