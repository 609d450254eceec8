import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const REQUIREMENTS = join(__dirname, 'requirements.txt');
const OLDEST = [3, 9] as const;

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status === 0) return stdout;
  throw new Error(
    `${program} ${args[0]} failed: ${error?.message ?? (stderr.trim().split('\n').at(-1) || stdout)}`,
  );
}

/** The name of a Python that is new enough. */
function findPython(): string {
  const test = `import sys, venv; sys.exit(sys.version_info < (${OLDEST.join(', ')}))`;
  const found = ['python3', 'python'].find((name) => spawnSync(name, ['-c', test]).status === 0);
  if (found) return found;
  throw new Error(
    `AppInspect needs Python ${OLDEST.join('.')} or newer with its module venv on the PATH, found none`,
  );
}

function checkLibmagic(python: string): void {
  if (spawnSync(python, ['-c', 'import magic']).status === 0) return;
  throw new Error(
    'AppInspect needs the library libmagic, which Debian has in the package libmagic1 and brew in libmagic',
  );
}

/** The program of AppInspect in an environment of its own in the folder, made when it is not there. Throws one sentence on what the machine lacks. */
export function prepareAppInspect(folder: string): string {
  const bin = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  const stamp = join(folder, 'requirements.sha256');
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    console.error('Installing AppInspect (once, about half a minute) …');
    rmSync(folder, { recursive: true, force: true });
    run(findPython(), ['-m', 'venv', folder]);
    const args = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--require-hashes'];
    run(join(bin, 'python'), [...args, '-r', REQUIREMENTS]);
    writeFileSync(stamp, wanted);
  }
  checkLibmagic(join(bin, 'python'));
  return join(bin, 'splunk-appinspect');
}
