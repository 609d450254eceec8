import type { Stanzas } from '../../workbench/conf/parse';
import type { TreeEntry } from './tree';

/** Paths that a Splunk app must not hold (AppInspect) or that this one has no use for. */
const UNWANTED_PATHS: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)\./, 'a name that starts with a dot'],
  [/^local$/, 'the folder for settings of one installation'],
  [/(^|\/)local\.meta$/, 'permissions of one installation'],
  [/\.py[co]$|(^|\/)__pycache__$/, 'compiled Python'],
  [/(^|\/)__MACOSX$/, "another system's folder"],
  [/\.tsx?$/, 'TypeScript source'],
  [/\.map$/, 'a source map'],
  [/(^|\/)(node_modules|tests?|samples)$|\.(test|spec)\./, 'what serves development only'],
  [/\s/, 'a name with a space'],
];

/** How programs for Linux, Windows and macOS begin; a package that holds one runs on one kind of machine only. */
const PROGRAM_STARTS = ['7f454c46', '4d5a', 'cffaedfe', 'cafebabe'];

/** What a package may hold and what would betray where it was built. */
interface Allowed {
  readonly machinePaths: readonly string[];
  /** Paths of compiled programs. */
  readonly programs: readonly string[];
}

function contentFaults({ path, read }: TreeEntry, { machinePaths, programs }: Allowed): string[] {
  const bytes = read();
  const start = bytes.toString('hex', 0, 4);
  const isProgram = PROGRAM_STARTS.some((magic) => start.startsWith(magic));
  const named = machinePaths.filter((machinePath) => bytes.includes(machinePath));
  return [
    ...(isProgram && !programs.includes(path) ? [`${path}: found a compiled program`] : []),
    ...named.map((machinePath) => `${path}: found a path of the building machine, ${machinePath}`),
  ];
}

/** What must not be in the package, one sentence a fault: unwanted paths, other programs, paths of the building machine. */
export function treeFaults(tree: readonly TreeEntry[], allowed: Allowed): string[] {
  return tree.flatMap((entry) => {
    const unwanted = UNWANTED_PATHS.filter(([pattern]) => pattern.test(entry.path));
    return [
      ...unwanted.map(([, what]) => `${entry.path}: found ${what}`),
      ...(entry.kind === 'file' ? contentFaults(entry, allowed) : []),
    ];
  });
}

/** What in a tree is neither file nor folder, one sentence each. */
export function linkFaults(tree: readonly TreeEntry[]): string[] {
  return tree
    .filter(({ kind }) => kind === 'other')
    .map(({ path }) => `${path}: found neither file nor folder`);
}

/** Where app.conf states another version than the one given. */
export function versionFaults(appConf: Stanzas, version: string): string[] {
  return ['id', 'launcher'].flatMap((stanza) => {
    const found = appConf.get(stanza)?.settings.get('version')?.value ?? 'none';
    return found === version
      ? []
      : [`default/app.conf: found version ${found} in [${stanza}], expected ${version} as in package.json`];
  });
}
