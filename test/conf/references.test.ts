import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { version } from '../../package.json';
import { appContents } from '../../tools/package/app';
import { readApp } from '../../workbench/conf/app';
import { readMacros } from '../../workbench/conf/macros';
import { expandMacros } from '../../workbench/spl/macros';

const ROOT = join(__dirname, '..', '..');
const BUILT = join(ROOT, 'dist', 'smtp_watch');
const { files } = appContents(BUILT, version, { pages: 'splunk' });
const conf = readApp(BUILT).conf;

const textOf = (path: string): string => files.get(path)!().toString('utf8');
/** The texts of the package whose paths fit. */
const texts = (pattern: RegExp): string[] =>
  [...files.keys()].filter((path) => pattern.test(path)).map(textOf);
const sources = (room: string): string[] =>
  readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(tsx?|md)$/.test(path))
    .map((path) => readFileSync(join(ROOT, room, path), 'utf8'));

/** Where the app itself names its parts: what is shipped, and the sources of the pages, in which names are not yet minified. */
const OWN = [...texts(/^default\/.*\.(conf|xml|json)$/), ...sources('app'), ...sources('schema')];
const DOCUMENTED = [...sources('docs'), readFileSync(join(ROOT, 'README.md'), 'utf8')];
const META = textOf('metadata/default.meta');

const all = (pattern: RegExp, within: readonly string[]): string[] => [
  ...new Set(within.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1]!))),
];
const stanzas = (name: string): string[] => [...conf(name).keys()];
const settings = (name: string, key: RegExp): string[] =>
  [...conf(name).values()].flatMap((stanza) =>
    [...stanza.settings].flatMap(([setting, { value }]) => (key.test(setting) ? [value] : [])),
  );
const without = (from: readonly string[], these: readonly string[]): string[] =>
  from.filter((name) => !these.includes(name));

/** A kind of thing that the app defines: what there is, what is named, and what counts as its use. */
interface Kind {
  readonly defined: readonly string[];
  readonly named: readonly string[];
  readonly used?: readonly string[];
}

const lookups = [...conf('transforms').values()].filter(
  ({ settings: set }) => set.has('external_type') || set.has('filename'),
);
const LOOKED_UP = /\b(?:in|out)?(?:put)?lookup\s+(?:\w+=\S+\s+)*"?(smtp_watch_\w+)(?![\w.])/g;
const MACRO = /\\?`(smtp_watch_\w+)(?:\(|\\?`)/g;
const nameOf = (macro: string): string => macro.replace(/\(\d+\)$/, '');
const enabledTags = [...conf('tags').values()].flatMap(({ settings: tags }) => [...tags.keys()]);

const KINDS: Readonly<Record<string, Kind>> = {
  macro: {
    defined: [...new Set(stanzas('macros').map(nameOf))],
    named: all(MACRO, OWN),
    used: all(MACRO, [...OWN, ...DOCUMENTED]),
  },
  lookup: {
    defined: lookups.map(({ name }) => name),
    named: [...all(LOOKED_UP, OWN), ...settings('props', /^LOOKUP-/).map((value) => value.split(' ')[0]!)],
    used: [
      ...all(/\b(smtp_watch_\w+)/g, [...OWN.filter((text) => !/^collection = /m.test(text)), ...DOCUMENTED]),
    ],
  },
  'lookup file': {
    defined: [...files.keys()].flatMap((path) => (path.startsWith('lookups/') ? [basename(path)] : [])),
    named: settings('transforms', /^filename$/),
  },
  'lookup file that a search writes': {
    defined: all(/\boutputlookup\s+(?:\w+=\S+\s+)*(\w+\.csv)/g, OWN),
    named: all(/=(smtp_watch_\w+\.csv)/g, [
      ...settings('macros', /^definition$/),
      ...settings('savedsearches', /^search$/),
    ]),
  },
  collection: { defined: stanzas('collections'), named: settings('transforms', /^collection$/) },
  'collection with permissions': {
    defined: stanzas('collections').filter((name) => META.includes(`[collections/${name}]`)),
    named: all(/^\[collections\/(\w+)\]/gm, [META]),
  },
  command: {
    defined: stanzas('commands'),
    named: all(/\|\s*(smtp[a-z]+)\b/g, OWN),
  },
  'command with help': {
    defined: stanzas('commands').map((name) => `${name}-command`),
    named: stanzas('searchbnf'),
  },
  eventtype: {
    defined: stanzas('eventtypes'),
    named: all(/\beventtype="?(\w+)(?![\w*])/g, [...OWN, stanzas('tags').join('\n')]),
  },
  tag: {
    defined: [...new Set(enabledTags)],
    named: all(/\btag="?(\w+)\b(?! \()/g, texts(/savedsearches|macros|eventtypes|models/)),
    used: enabledTags,
  },
  transform: {
    defined: stanzas('transforms').filter((name) => !lookups.some((lookup) => lookup.name === name)),
    named: settings('props', /^(REPORT|TRANSFORMS)-/).flatMap((value) => value.split(/,\s*/)),
  },
  'data model': {
    defined: [...files.keys()].flatMap((path) => /\/models\/(\w+)\.json$/.exec(path)?.[1] ?? []),
    named: [...stanzas('datamodels'), ...all(/\bdatamodel="?(\w+)/g, OWN)],
  },
  dataset: {
    defined: all(/"objectName"\s*:\s*"(\w+)"/g, texts(/\/models\//)),
    named: all(/\bdatamodel="?SMTP_Watch\.(\w+)/g, OWN),
    used: all(/\b(\w+)\b/g, [...OWN, ...DOCUMENTED]),
  },
  view: {
    defined: [...files.keys()].flatMap((path) => /\/views\/(\w+)\.xml$/.exec(path)?.[1] ?? []),
    named: without(all(/<view[^>]*\bname="(\w+)"/g, texts(/\/nav\//)), ['search']),
  },
  page: {
    defined: [...files.keys()].flatMap(
      (path) => /^appserver\/static\/pages\/(\w+)\.js$/.exec(path)?.[1] ?? [],
    ),
    named: [...files.keys()].flatMap((path) =>
      /\/views\/\w+\.xml$/.test(path) && textOf(path).includes('type="html"') ? [basename(path, '.xml')] : [],
    ),
  },
  role: {
    defined: stanzas('authorize').map((name) => name.replace(/^role_/, '')),
    named: without(all(/(\w+)(?=[^[]*\]\n)/g, all(/^access = (.*\n)/gm, [META])), [
      'admin',
      'sc_admin',
      'read',
      'write',
    ]),
  },
  index: { defined: stanzas('indexes'), named: all(/\bindex="?(smtp_watch)\b/g, OWN) },
};

describe.each(Object.entries(KINDS))('%s', (_, { defined, named, used = named }) => {
  test('every one that is named is there', () => {
    expect(named.length).toBeGreaterThan(0);
    expect(without(named, defined)).toEqual([]);
  });

  test('every one that is there is used or documented', () => {
    expect(without(defined, used)).toEqual([]);
  });
});

test('macros are called with as many arguments as they take', () => {
  const macros = readMacros(readApp(BUILT));
  const searches = [...settings('savedsearches', /^search$/), ...settings('eventtypes', /^search$/)];
  expect(searches.length).toBeGreaterThan(20);
  for (const search of searches) expect(() => expandMacros(search, macros)).not.toThrow();
});

test('a search that nothing runs by itself is documented', () => {
  const searches = [...conf('savedsearches').values()];
  const unscheduled = searches.filter(
    ({ settings: set }) => !/^(1|true)$/.test(set.get('enableSched')?.value ?? '0'),
  );
  const names = unscheduled.map(({ name }) => name);
  expect(names.filter((name) => !DOCUMENTED.some((text) => text.includes(name)))).toEqual([]);
});

test('the permissions name kinds of objects that there are', () => {
  const kinds = all(/^\[(\w+)/gm, [META]);
  const known = [...files.keys()].flatMap((path) => /^default\/(\w+)\.conf$/.exec(path)?.[1] ?? []);
  expect(without(kinds, [...known, 'lookups', 'views', 'nav'])).toEqual([]);
});
