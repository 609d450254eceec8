import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { devDependencies, version } from '../../package.json';
import { appContents } from '../../tools/package/app';
import { linkFaults, treeFaults, versionFaults } from '../../tools/package/faults';
import { splOf } from '../../tools/package/spl';
import { readTree } from '../../tools/package/tree';
import { DEFAULT_VARIANT } from '../../tools/package/variant';
import { parseConf } from '../../workbench/conf/parse';
import { pathsIn, wrongModes } from './tree-walk';
import { unpack } from './unpack';

const ROOT = join(__dirname, '..', '..');
const BUILT = join(ROOT, 'dist', 'smtp_watch');
const MACHINE = [ROOT + sep];

let folder: string;
let app: string;
let archive: Buffer;

beforeAll(async () => {
  archive = await splOf(appContents(BUILT, version, DEFAULT_VARIANT), MACHINE);
  folder = await unpack(archive);
  app = join(folder, 'smtp_watch');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (path: string): string => readFileSync(join(app, path), 'utf8');
/** The values of one setting wherever a conf file has it, read line by line and not by the workbench's reader. */
const settings = (conf: string, key: RegExp): string[] =>
  read(`default/${conf}`)
    .split('\n')
    .map((line) => /^([^#=[]+?)\s*=\s*(.*?)\s*$/.exec(line))
    .flatMap((match) => (match && key.test(match[1]!) ? [match[2]!] : []));
const stanzas = (conf: string): string[] =>
  [...read(`default/${conf}`).matchAll(/^\[(.+)\]\s*$/gm)].map((match) => match[1]!);

test('packing twice gives the same bytes', async () => {
  const again = await splOf(appContents(BUILT, version, DEFAULT_VARIANT), MACHINE);
  expect(again.equals(archive)).toBe(true);
});

/** Files of a folder of the repository that are shipped as they are. */
const copied = (room: string): string[] =>
  pathsIn(join(ROOT, room)).flatMap((path) => (path.endsWith('/') ? [] : [`${room}/${path}`]));
const built = (room: string, from: RegExp, to: string): string[] =>
  readdirSync(join(ROOT, room)).flatMap((file) => (from.test(file) ? [to + file.replace(from, '.js')] : []));

test('one top folder with exactly the files of the repository and what is built of its sources', () => {
  const files = pathsIn(app).filter((path) => !path.endsWith('/'));
  const isChunk = (path: string): boolean =>
    /^appserver\/static\/pages\/chunks\/[\w-]+\.[0-9a-f]{8}\.(js|css)$/.test(path);
  expect(readdirSync(folder)).toEqual(['smtp_watch']);
  expect(files.filter((path) => !isChunk(path)).sort()).toEqual(
    [
      ...['LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.txt', 'app.manifest', 'bin/smtp_watch.py'],
      ...['default', 'lookups', 'metadata', 'static'].flatMap(copied),
      'README/smtp_watch.conf.spec',
      ...built('bin', /\.ts$/, 'bin/'),
      ...built('app/pages', /\.tsx$/, 'appserver/static/pages/'),
    ].sort(),
  );
  expect(files.filter(isChunk).length).toBeGreaterThan(5);
});

test('folders are 755, files 644, what Splunk starts 755', () => {
  const started = settings('commands.conf', /^filename$/).map((name) => `bin/${name}`);
  expect(wrongModes(app, started)).toEqual([]);
});

test('every view of the navigation has its page, and every page its bundle', () => {
  const named = [...read('default/data/ui/nav/default.xml').matchAll(/<view[^>]*\bname="([^"]+)"/g)].map(
    (m) => m[1]!,
  );
  const own = named.filter((name) => name !== 'search');
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter((name) => !existsSync(join(app, `default/data/ui/views/${name}.xml`)))).toEqual([]);
  const views = readdirSync(join(app, 'default/data/ui/views'));
  const pages = views.filter((file) => read(`default/data/ui/views/${file}`).includes('type="html"'));
  expect(pages.length).toBeGreaterThan(0);
  const bundleOf = (view: string) => join(app, `appserver/static/pages/${view.replace(/\.xml$/, '.js')}`);
  expect(pages.filter((view) => !existsSync(bundleOf(view)))).toEqual([]);
});

test('every command has the file that Splunk starts and the bundle that it starts in turn', () => {
  const files = [
    ...settings('commands.conf', /^filename$/),
    ...settings('commands.conf', /^command\.arg\.1$/),
  ];
  expect(files.length).toBeGreaterThanOrEqual(2 * stanzas('commands.conf').length);
  expect(files.filter((file) => !existsSync(join(app, 'bin', file)))).toEqual([]);
});

test('every transform that props.conf names is defined', () => {
  const named = settings('props.conf', /^(REPORT|TRANSFORMS)-/).flatMap((value) => value.split(/,\s*/));
  expect(named.length).toBeGreaterThan(0);
  const defined = stanzas('transforms.conf');
  expect(named.filter((name) => !defined.includes(name))).toEqual([]);
});

/** Browsers keep static files until the build number changes, so it has to grow with the version. */
const buildOf = (release: string): number =>
  release.split('.').reduce((number, part) => number * 1000 + Number(part), 0);

test('one version and one name everywhere', () => {
  const { info } = JSON.parse(read('app.manifest'));
  expect(info.id).toEqual({ group: null, name: 'smtp_watch', version });
  expect(settings('app.conf', /^version$/)).toEqual([version, version]);
  expect(settings('app.conf', /^id$/)).toEqual(['smtp_watch']);
  expect(existsSync(join(app, info.license.text))).toBe(true);
  expect(settings('app.conf', /^build$/)).toEqual([String(buildOf(version))]);
});

test('the version stands in package.json alone', () => {
  expect(readFileSync(join(ROOT, 'default', 'app.conf'), 'utf8')).not.toMatch(/^(version|build)\s*=/m);
});

test('the notices name each bundled package with version and licence', () => {
  const notices = read('THIRD-PARTY-NOTICES.txt').split('\n\n')[1]!.split('\n');
  expect(notices).toContain(`react ${devDependencies.react}, MIT`);
  expect(notices.filter((line) => !/^(@[\w.-]+\/)?[\w.-]+ \d+\.\d+\.\d+\S*, \S/.test(line))).toEqual([]);
});

test('the notices name the source of each list that was taken from others, and the licence text that has to go along', () => {
  const notices = read('THIRD-PARTY-NOTICES.txt');
  const lists = notices.slice(notices.indexOf('Entries of these lists'));
  expect(lists).toMatch(/^Sublime Security static files, https:\S+, MIT$/m);
  expect(lists).toMatch(/^MISP warning lists, https:\S+, CC0-1.0$/m);
  expect(lists.match(/Permission is hereby granted, free of charge/g)).toHaveLength(2);
});

test('what must not be shipped is refused, each thing by its path', () => {
  const tree = join(tmpdir(), `smtp-watch-tree-${process.pid}`);
  const write = (path: string, content: string | Buffer): void => {
    mkdirSync(join(tree, path, '..'), { recursive: true });
    writeFileSync(join(tree, path), content);
  };
  write('.hidden', '');
  write('local/app.conf', '[ui]');
  write('metadata/local.meta', '');
  write('bin/__pycache__/launcher.cpython-313.pyc', '');
  write('bin/smtpspoof.ts', '');
  write('bin/node', Buffer.from('7f454c4602010100', 'hex'));
  write('runtime/linux-x64/bin/node', Buffer.from('7f454c4602010100', 'hex'));
  write('default/app.conf', '[ui]\nlabel = fine');
  write('default/notes.txt', 'built in /home/someone/smtp-watch/dist');
  symlinkSync('default', join(tree, 'link'));
  const entries = readTree(tree);
  const faults = [
    ...treeFaults(entries, { machinePaths: ['/home/someone/'], programs: ['runtime/linux-x64/bin/node'] }),
    ...linkFaults(entries),
  ];
  rmSync(tree, { recursive: true, force: true });
  expect(faults).toEqual([
    '.hidden: found a name that starts with a dot',
    'bin/__pycache__: found compiled Python',
    'bin/__pycache__/launcher.cpython-313.pyc: found compiled Python',
    'bin/node: found a compiled program',
    'bin/smtpspoof.ts: found TypeScript source',
    'default/notes.txt: found a path of the building machine, /home/someone/',
    'local: found the folder for settings of one installation',
    'metadata/local.meta: found permissions of one installation',
    'link: found neither file nor folder',
  ]);
});

test('another version in app.conf is refused, with both versions', () => {
  const conf = parseConf('[id]\nversion = 0.0.9\n[launcher]\nversion = 0.1.0\n', 'app.conf');
  expect(versionFaults(conf, '0.1.0')).toEqual([
    'default/app.conf: found version 0.0.9 in [id], expected 0.1.0 as in package.json',
  ]);
});
