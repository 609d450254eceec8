import { basename, posix } from 'node:path';
import { readApp } from '../../workbench/conf/app';
import { readCommands } from '../../workbench/conf/commands';
import { addOnFiles, addOnName } from './add-on';
import { withOwnPages, withSplunksPages } from './classic';
import { linkFaults, versionFaults } from './faults';
import { programPaths, type Runtime, withRuntimes } from './runtime';
import type { Contents } from './spl';
import { filesOf, readTree } from './tree';
import type { Variant } from './variant';

/** The contents of a package of the built app. Throws with a line for each link in it, and where it is of another version. */
export function appContents(
  appDir: string,
  version: string,
  { pages }: Pick<Variant, 'pages'>,
  carried: readonly Runtime[] = [],
): Contents {
  const conf = readApp(appDir);
  const tree = readTree(appDir);
  const faults = [...versionFaults(conf.conf('app'), version), ...linkFaults(tree)];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const app = basename(appDir);
  const built = filesOf(tree);
  const paged = pages === 'own' ? withOwnPages(built, app) : withSplunksPages(built);
  const started = [...readCommands(conf).values()].map(({ filename }) => posix.join('bin', filename));
  return {
    app,
    files: withRuntimes(paged, carried),
    scripts: [...new Set(started)],
    programs: programPaths(carried),
  };
}

/** The contents of the add-on for indexers and forwarders: what of the built app counts while events are indexed. */
export function addOnContents(appDir: string): Contents {
  const app = addOnName(basename(appDir));
  return {
    app,
    files: addOnFiles(readApp(appDir), app, filesOf(readTree(appDir))),
    scripts: [],
    programs: [],
  };
}
