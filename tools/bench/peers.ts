import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Program } from './lock-step';

const PEERS = join(__dirname, 'peers');
const FLAGS = ['-D_GNU_SOURCE', '-O3', '-march=native'];

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
