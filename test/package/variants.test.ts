import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { version } from '../../package.json';
import { appContents } from '../../tools/package/app';
import type { Runtime } from '../../tools/package/runtime';
import { DEFAULT_VARIANT, fileName, readVariant } from '../../tools/package/variant';
import { unpackedApp } from './packaged-app';
import { pathsIn, wrongModes } from './tree-walk';

const ROOT = join(__dirname, '..', '..');
const BUILT = join(ROOT, 'dist', 'smtp_watch');
/** Two programs as a package sees them: first bytes, size, and a place of their own. */
const RUNTIMES: readonly Runtime[] = (['linux-x64', 'win-x64'] as const).map((platform) => ({
  platform,
  version: '24.21.0',
  program: platform === 'win-x64' ? 'bin/node.exe' : 'bin/node',
  bytes: Buffer.concat([
    Buffer.from(platform === 'win-x64' ? '4d5a9000' : '7f454c46', 'hex'),
    Buffer.from(platform),
  ]),
  licence: Buffer.from('Node.js is licensed for use as follows'),
}));
const NODES = ['runtime/linux-x64/bin/node', 'runtime/win-x64/bin/node.exe'];

const filesIn = (folder: string): string[] => pathsIn(folder).filter((path) => !path.endsWith('/'));

describe('the package for older Splunk with Node.js in it', () => {
  const plain = appContents(BUILT, version, DEFAULT_VARIANT);
  let app: string;
  const read = (path: string): string => readFileSync(join(app, path), 'utf8');

  beforeAll(async () => {
    app = join(await unpackedApp('own', RUNTIMES), 'smtp_watch');
  });

  afterAll(() => rmSync(dirname(app), { recursive: true, force: true }));

  test('has a page template, programs, their licences and checksums more than the other, and nothing less', () => {
    expect(filesIn(app).sort()).toEqual(
      [
        ...plain.files.keys(),
        'appserver/templates/page.html',
        ...NODES,
        'runtime/linux-x64/LICENSE',
        'runtime/win-x64/LICENSE',
        'runtime/SHA256SUMS',
      ].sort(),
    );
    expect(wrongModes(app, ['bin/smtp_watch.py', ...NODES])).toEqual([]);
  });

  test('differs in its views and notices alone', () => {
    const changed = [...plain.files].filter(
      ([path, bytes]) => !bytes().equals(readFileSync(join(app, path))),
    );
    expect(changed.map(([path]) => path).filter((path) => !/\/views\/\w+\.xml$/.test(path))).toEqual([
      'THIRD-PARTY-NOTICES.txt',
    ]);
    const isPage = (path: string): boolean => /\btype="html"/.test(read(path));
    const views = filesIn(app).filter((path) => path.startsWith('default/data/ui/views/'));
    expect(changed.map(([path]) => path).filter((path) => views.includes(path))).toEqual(
      views.filter(isPage),
    );
    for (const view of views.filter(isPage)) {
      expect(read(view)).toContain('<view template="smtp_watch:/templates/page.html" type="html">');
    }
    expect(read('THIRD-PARTY-NOTICES.txt')).toContain('Node.js 24.21.0 for win-x64');
  });

  test('its page template runs no Python and takes only scripts of Splunk Web and the app', () => {
    const page = read('appserver/templates/page.html');
    expect(page).not.toMatch(/<%|^\s*%/m);
    const sources = [...page.matchAll(/<script[^>]*\bsrc="([^"]*)"/g)].map((match) => match[1]!);
    expect(sources.filter((source) => !/^\$\{make_url\('\/[^)]*\)\}$/.test(source))).toEqual([]);
    expect(sources.at(-1)).toContain(`{make_url('/static/app/smtp_watch/pages/' + page + '.js')}`);
  });

  test('its checksums are those of the programs', () => {
    const lines = NODES.map((path) => {
      const digest = createHash('sha256')
        .update(readFileSync(join(app, path)))
        .digest('hex');
      return `${digest}  ${path.replace('runtime/', '')}\n`;
    });
    expect(read('runtime/SHA256SUMS')).toBe(lines.join(''));
  });

  test('search heads do not send the programs or commands to their search peers, in old and new Splunk', () => {
    const conf = read('default/distsearch.conf');
    const stanzas = [...conf.matchAll(/^\[(\w+)\]\n\w+ = (.+)$/gm)].map((match) => [match[1]!, match[2]!]);
    expect(stanzas.map(([name]) => name)).toEqual(['replicationDenylist', 'replicationBlacklist']);
    for (const [, pattern = ''] of stanzas) {
      // Splunk's patterns: `...` is anything, a dot a dot.
      const regex = new RegExp(
        `^${pattern
          .split('...')
          .map((part) => part.replace(/\./g, '\\.'))
          .join('.*')}$`,
      );
      const kept = filesIn(app).filter((path) => !regex.test(`apps/smtp_watch/${path}`));
      expect(kept.filter((path) => /^(bin|runtime)\//.test(path))).toEqual([]);
      expect(kept).toEqual(filesIn(app).filter((path) => !/^(bin|runtime)\//.test(path)));
      expect(regex.test('apps\\smtp_watch\\runtime\\win-x64\\bin\\node.exe')).toBe(true);
      expect(regex.test('apps/other/bin/smtp_watch.py')).toBe(false);
    }
  });
});

describe('the variant asked for', () => {
  test.each([
    [[], 'smtp_watch-1.2.3.spl'],
    [['--classic'], 'smtp_watch-1.2.3-classic.spl'],
    [['--runtime', 'win-x64,linux-x64'], 'smtp_watch-1.2.3-linux-x64-win-x64.spl'],
    [
      ['--runtime=linux-arm64', '--runtime=darwin-arm64', '--classic'],
      'smtp_watch-1.2.3-classic-darwin-arm64-linux-arm64.spl',
    ],
  ])('%j has the file name %s', (args, name) => {
    expect(fileName('smtp_watch', '1.2.3', readVariant(args)!)).toBe(name);
  });

  test('a platform or argument that is not known is refused', () => {
    expect(() => readVariant(['--runtime', 'linux-x64,amiga'])).toThrow(
      '--runtime: found "amiga", expected any of linux-x64, linux-arm64, win-x64, darwin-arm64',
    );
    expect(() => readVariant(['--clasic'])).toThrow('--clasic');
    expect(() => readVariant(['--runtime', ''])).toThrow('--runtime: found "", expected any of');
    expect(readVariant(['--help'])).toBeUndefined();
  });
});
