import { archiveOf } from './archive';
import { treeFaults } from './faults';
import { type Files, treeOf } from './tree';

/** What a package holds. */
export interface Contents {
  /** Name of its one top folder. */
  readonly app: string;
  readonly files: Files;
  /** Paths that Splunk or the launcher starts. */
  readonly scripts: readonly string[];
  /** Those of compiled programs; any other compiled program is a fault. */
  readonly programs: readonly string[];
}

/** The bytes of a package. Throws with a line for each thing that must not be shipped; paths of the building machine are given. */
export function splOf(
  { app, files, scripts, programs }: Contents,
  machinePaths: readonly string[],
): Promise<Buffer> {
  const tree = treeOf(files);
  const faults = treeFaults(tree, { machinePaths, programs });
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return archiveOf(app, tree, new Set([...scripts, ...programs]));
}
