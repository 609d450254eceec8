// Tries random and changed searches in processes of their own: every one has to end in rows or in an error with its place.
import { type ChildProcess, fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { searchText } from './search-texts';
import { Trial } from './trial';

const CASES = join(__dirname, '..', '..', 'test', 'cases', 'spl');
const LIMIT_MS = 20_000;
const REPORT_EVERY = 5000;

const USAGE = `usage: npm run fuzz:spl -- [--runs N] [--seed S] [--workers W]

Tries N random searches (default 10000), the same ones for the same seed, and prints those that end badly.`;

/** The searches of all cases. */
function caseTexts(): string[] {
  return readdirSync(CASES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.case'))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(CASES, file), 'utf8');
      return [...text.matchAll(/^-- spl\n([\s\S]*?)(?=^-- |^== |(?![\s\S]))/gm)].map(([, spl]) =>
        spl!.trim(),
      );
    });
}

async function work(seed: number): Promise<void> {
  const texts = caseTexts();
  const trial = await Trial.open();
  process.on('message', async (run: number) => {
    const spl = searchText(seed, run, texts);
    process.send!({ run, fault: await trial.fault(spl) });
  });
  process.on('disconnect', () => {
    trial.close();
    process.exit();
  });
  process.send!({});
}

interface Progress {
  next: number;
  done: number;
  findings: number;
}

/** One process that tries one search after the other; a search that ends it or takes too long is a finding. */
function startWorker(
  seed: number,
  runs: number,
  progress: Progress,
  report: (run: number, fault: string) => void,
): Promise<void> {
  return new Promise((resolve) => {
    let current: number | undefined;
    let timer: NodeJS.Timeout | undefined;
    const child: ChildProcess = fork(__filename, [], {
      execArgv: ['-r', '@swc-node/register'],
      env: { ...process.env, FUZZ_SEED: String(seed) },
    });
    const step = (): void => {
      clearTimeout(timer);
      current = progress.next < runs ? progress.next++ : undefined;
      if (current === undefined) {
        child.disconnect();
        return;
      }
      timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
      child.send(current);
    };
    child.on('message', ({ run, fault }: { run?: number; fault?: string }) => {
      if (run !== undefined) progress.done++;
      if (run !== undefined && fault !== undefined) report(run, fault);
      step();
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (current === undefined) {
        resolve();
        return;
      }
      progress.done++;
      report(
        current,
        signal === 'SIGKILL' ? `took more than ${LIMIT_MS} ms` : `process ended with ${signal ?? code}`,
      );
      startWorker(seed, runs, progress, report).then(resolve);
    });
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      workers: { type: 'string', default: String(availableParallelism()) },
      help: { type: 'boolean', default: false },
    },
  });
  const [runs, seed, workers] = [values.runs, values.seed, values.workers].map(Number);
  if (values.help || ![runs, seed, workers].every(Number.isInteger)) {
    console.error(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const texts = caseTexts();
  const progress: Progress = { next: 0, done: 0, findings: 0 };
  const started = Date.now();
  const report = (run: number, fault: string): void => {
    progress.findings++;
    console.log(JSON.stringify({ run, spl: searchText(seed!, run, texts), fault }));
  };
  const ticker = setInterval(
    () => console.error(`${progress.done} of ${runs}, ${progress.findings} ended badly`),
    REPORT_EVERY,
  );
  await Promise.all(Array.from({ length: workers! }, () => startWorker(seed!, runs!, progress, report)));
  clearInterval(ticker);
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.log(`${progress.done} searches in ${seconds} s, ${progress.findings} ended badly`);
  if (progress.findings > 0) process.exitCode = 1;
}

const inherited = process.env['FUZZ_SEED'];
if (process.send && inherited !== undefined) work(Number(inherited));
else main();
