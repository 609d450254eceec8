import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Program } from './lock-step';

const PEERS = join(__dirname, 'peers');
const FLAGS = ['-D_GNU_SOURCE', '-O3', '-march=native'];

/** What each program does of the work of a command. */
export const DONE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  smtpspoof: {
    TypeScript: 'the command as shipped: all signs of forgery, six fields appended',
    C: 'gcc -O3: From against MAIL FROM, six fields appended; no sign beyond, no broken header, no check of the input',
    'Python SDK': 'StreamingCommand: From against MAIL FROM, six fields appended; headers parsed once each',
  },
  smtpspamrate: {
    TypeScript: 'the command as shipped: all counts, peaks, verdicts and reasons',
    C: 'gcc -O3: the counts shown and peaks; no domains, servers, scanners, injections, verdicts; keys known by hash alone',
    'Python SDK': 'ReportingCommand: all counts that the verdict needs, and peaks; no verdicts',
  },
};

/** The same work as a program in C, undefined where no compiler is. */
export function cPrograms(folder: string): ((work: string) => Program) | undefined {
  const program = join(folder, 'limit');
  const isBuilt = succeeds('gcc', [...FLAGS, '-o', program, join(PEERS, 'limit.c')]);
  return isBuilt ? (work) => ({ command: program, arguments: [work] }) : undefined;
}

/** The same work on Splunk's SDK in a Python environment of its own, undefined where it cannot be installed. */
export function sdkPrograms(folder: string): ((work: string) => Program) | undefined {
  const environment = join(folder, 'python');
  const python = join(environment, 'bin', 'python');
  const isThere =
    succeeds('python3', ['-m', 'venv', environment]) &&
    succeeds(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'splunk-sdk']);
  return isThere ? (work) => ({ command: python, arguments: [join(PEERS, `${work}.py`)] }) : undefined;
}

/** Whether a program is there and ends well. */
export function succeeds(command: string, list: readonly string[]): boolean {
  return spawnSync(command, list, { stdio: 'ignore' }).status === 0;
}
