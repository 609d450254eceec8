import { basename, posix } from 'node:path';
import { readApp } from '../../workbench/conf/app';
import { readCommands } from '../../workbench/conf/commands';
import { archiveOf } from './archive';
import { treeFaults, versionFaults } from './faults';
import { readTree } from './tree';

/** The bytes of a built app's package and its number of files. Throws with a line for each thing that must not be shipped. */
export async function splOf(
  appDir: string,
  version: string,
  machinePaths: readonly string[],
): Promise<{ archive: Buffer; files: number }> {
  const app = readApp(appDir);
  const tree = readTree(appDir);
  const faults = [...versionFaults(app.conf('app'), version), ...treeFaults(tree, machinePaths)];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const programs = [...readCommands(app).values()].map(({ filename }) => posix.join('bin', filename));
  const archive = await archiveOf(basename(appDir), tree, new Set(programs));
  return { archive, files: tree.filter(({ kind }) => kind === 'file').length };
}
