import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** The rooms, and what each may import of the others: the README's map, as a check. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  schema: [],
  detect: ['schema'],
  protocol: [],
  bin: ['schema', 'detect', 'protocol'],
  app: ['schema'],
  'workbench/conf': ['schema'],
  'workbench/engine': ['schema'],
  'workbench/spl': ['schema', 'workbench/conf', 'workbench/engine'],
  'workbench/ingest': ['schema', 'workbench/conf', 'workbench/spl', 'workbench/engine'],
  'workbench/jobs': [
    'schema',
    'protocol',
    'workbench/conf',
    'workbench/ingest',
    'workbench/spl',
    'workbench/engine',
  ],
  'workbench/rest': ['schema', 'workbench/conf', 'workbench/jobs'],
  'workbench/web': ['schema', 'workbench/conf', 'workbench/rest'],
  workbench: ['schema', 'workbench/*'],
  tools: ['*'],
  test: ['*'],
};

/** Rooms whose files stay free of Node.js modules, but for the named edge files. */
const PURE_ROOMS: Record<string, readonly string[]> = {
  schema: [],
  detect: [],
  app: [],
  protocol: ['protocol/stdio.ts', 'protocol/lookup-file.ts'],
  'workbench/spl': [],
};

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function roomOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  const sub = `${top}/${second}`;
  return sub in MAY_IMPORT ? sub : top;
}

function importsOf(path: string): string[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*|\brequire\(\s*)'([^']+)'/g)].map(
    (match) => match[1]!,
  );
}

function isAllowed(from: string, to: string): boolean {
  if (from === to) return true;
  const allowed = MAY_IMPORT[from] ?? [];
  return allowed.some(
    (room) => room === '*' || room === to || (room.endsWith('/*') && to.startsWith(room.slice(0, -1))),
  );
}

const files = Object.keys(MAY_IMPORT)
  .filter((room) => !room.includes('/'))
  .flatMap(sources);

test('every import keeps to the map of rooms', () => {
  const violations = files.flatMap((path) =>
    importsOf(path)
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(ROOT, join(ROOT, posix.dirname(path), name)))
      .filter((target) => !isAllowed(roomOf(path), roomOf(target)))
      .map((target) => `${path} imports ${target}`),
  );
  expect(files.length).toBeGreaterThan(0);
  expect(violations).toEqual([]);
});

test('pure rooms name no Node.js module outside their edge files', () => {
  const violations = Object.entries(PURE_ROOMS).flatMap(([room, edges]) =>
    files
      .filter((path) => path.startsWith(`${room}/`) && !edges.includes(path))
      .filter((path) => importsOf(path).some((name) => name.startsWith('node:'))),
  );
  expect(violations).toEqual([]);
});

test('imports hold no cycle', () => {
  const edges = new Map<string, string[]>();
  const known = new Set(files);
  for (const path of files) {
    const targets = importsOf(path)
      .filter((name) => name.startsWith('.'))
      .map((name) => posix.join(posix.dirname(path), name))
      .flatMap((base) => ['.ts', '.tsx', '/index.ts', ''].map((end) => base + end))
      .filter((target) => known.has(target));
    edges.set(path, targets);
  }
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: string[]): void => {
    if (trail.includes(path)) {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const target of edges.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of files) visit(path, []);
  expect(cycles).toEqual([]);
});
