import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { SOURCETYPES } from '../../schema/sourcetypes';
import { DEFAULT_VARIANT, fileName } from '../../tools/package/variant';
import { readApp } from '../../workbench/conf/app';
import { SPLUNK_SETTINGS } from '../conf/splunk-settings';

const ROOT = join(__dirname, '..', '..');
const FILE = readFileSync(join(ROOT, 'compose.yaml'), 'utf8');

interface Service {
  readonly image: string;
  readonly profiles?: readonly string[];
  readonly hostname: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes: readonly string[];
  readonly depends_on?: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const { services, volumes } = parse(FILE, { merge: true }) as Compose;
const all = Object.entries(services);
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const PACKAGES = [
  fileName('smtp_watch', version, { ...DEFAULT_VARIANT, platforms: ['linux-x64'] }),
  fileName('TA-smtp_watch', version, DEFAULT_VARIANT),
].map((name) => `./dist/${name}`);

const mounts = ({ volumes: mounted }: Service): (readonly [source: string, target: string])[] =>
  mounted.map((mount) => mount.split(':')).map(([source = '', target = '']) => [source, target] as const);

const samples = readApp(join(ROOT, 'compose', 'smtp_watch_samples'));
const monitored = [...samples.conf('inputs').keys()].map((name) => name.replace('monitor://', ''));

/** Which of the monitored files a service has. */
function read(service: Service): string[] {
  const found = mounts(service).flatMap(([source, target]) =>
    monitored.filter((path) => {
      const isBelow = path === target || path.startsWith(`${target}/`);
      return isBelow && existsSync(join(ROOT, source, path.slice(target.length)));
    }),
  );
  return found.sort();
}

test('one Splunk stands alone, and a search head with two indexers in a profile', () => {
  const profiles = all.map(([name, { profiles: named = [] }]) => [name, ...named]);
  expect(profiles).toEqual([
    ['splunk'],
    ['search-head', 'cluster'],
    ['indexer-1', 'cluster'],
    ['indexer-2', 'cluster'],
  ]);
});

test.each(all)('%s is a pinned image whose terms are accepted, with no password of ours', (name, service) => {
  expect(service.image).toMatch(/^splunk\/splunk:\d+\.\d+\.\d+$/);
  expect(service.hostname).toBe(name);
  expect(service.environment).toMatchObject({
    SPLUNK_START_ARGS: '--accept-license',
    SPLUNK_GENERAL_TERMS: '--accept-sgt-current-at-splunk-com',
    SPLUNK_PASSWORD: expect.stringMatching(/^\$\{SPLUNK_PASSWORD:\?[^}]+\}$/),
  });
});

test.each(all)('%s opens its ports to this machine alone', (_, { ports = [] }) => {
  expect(ports.filter((port) => !/^127\.0\.0\.1:\d+:(?:8000|8089)$/.test(port))).toEqual([]);
});

test.each(all)('what %s mounts is there, or is a package that is made', (_, service) => {
  const sources = mounts(service).map(([source]) => source);
  const known = (source: string): boolean =>
    PACKAGES.includes(source) ||
    source in volumes ||
    (!source.startsWith('./dist/') && existsSync(join(ROOT, source)));
  expect(sources.filter((source) => !known(source))).toEqual([]);
  const writable = service.volumes.filter((mount) => mount.startsWith('./') && !mount.endsWith(':ro'));
  expect(writable).toEqual([]);
});

test.each(all)('%s installs the package that it mounts', (_, service) => {
  const targets = mounts(service).filter(([source]) => PACKAGES.includes(source));
  expect(targets.map(([, target]) => target)).toEqual([service.environment['SPLUNK_APPS_URL']]);
});

test('the search head knows its indexers, and waits for them', () => {
  const indexers = all.filter(([, { environment }]) => environment['SPLUNK_ROLE'] === 'splunk_indexer');
  const names = indexers.map(([name]) => name);
  expect(names).toHaveLength(2);
  const { environment, depends_on: waitsFor } = services['search-head']!;
  expect(environment['SPLUNK_ROLE']).toBe('splunk_search_head');
  expect(environment['SPLUNK_INDEXER_URL']).toBe(names.join(','));
  expect(waitsFor).toEqual(names);
});

test('every sample is read once: by the one Splunk, or by one of the indexers', () => {
  const sorted = [...monitored].sort();
  expect(read(services['splunk']!)).toEqual(sorted);
  expect([...read(services['indexer-1']!), ...read(services['indexer-2']!)].sort()).toEqual(sorted);
  expect(read(services['search-head']!)).toEqual([]);
});

test.each(['app', 'indexes', 'inputs'])(
  'every setting of %s.conf of the samples is one of Splunk',
  (file) => {
    const stanzas = [...samples.conf(file).values()];
    const used = stanzas.flatMap(({ settings }) => [...settings.keys()]);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((key) => !SPLUNK_SETTINGS[file]!.includes(key))).toEqual([]);
  },
);

test('samples have a sourcetype of the app, and an index that keeps them', () => {
  const inputs = [...samples.conf('inputs').values()].map(({ settings }) => settings);
  const known: readonly string[] = SOURCETYPES.map(({ name }) => name);
  expect(inputs.filter((settings) => !known.includes(settings.get('sourcetype')?.value ?? ''))).toEqual([]);
  expect([...new Set(inputs.map((settings) => settings.get('index')?.value))]).toEqual([
    'smtp_watch_samples',
  ]);
  const kept = Number(
    samples.conf('indexes').get('smtp_watch_samples')?.settings.get('frozenTimePeriodInSecs')?.value,
  );
  const age = Date.now() / 1000 - Date.UTC(2012, 2, 1) / 1000;
  expect(kept).toBeGreaterThan(2 * age);
  // indexes.conf.spec: the largest value that is taken.
  expect(kept).toBeLessThanOrEqual(4_294_967_295);
});
