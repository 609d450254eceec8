import { readFileSync, rmSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { version } from '../../package.json';
import { addOnContents } from '../../tools/package/app';
import { splOf } from '../../tools/package/spl';
import { SPLUNK_SETTINGS } from '../conf/splunk-settings';
import { pathsIn, wrongModes } from './tree-walk';
import { unpack } from './unpack';

const ROOT = join(__dirname, '..', '..');
const BUILT = join(ROOT, 'dist', 'smtp_watch');

describe('the add-on for indexers and forwarders', () => {
  let app: string;
  const read = (path: string): string => readFileSync(join(app, path), 'utf8');
  const settings = (conf: string, key: RegExp): string[] =>
    [...read(`default/${conf}`).matchAll(/^(?!\s)([^#=[\n]+?) = (.*)$/gm)].flatMap(
      ([, name = '', value = '']) => (key.test(name) ? [value] : []),
    );

  beforeAll(async () => {
    const folder = await unpack(await splOf(addOnContents(BUILT), [ROOT + sep]));
    app = join(folder, 'TA-smtp_watch');
  });

  afterAll(() => rmSync(dirname(app), { recursive: true, force: true }));

  test('has what Splunk reads while it indexes, and no more', () => {
    expect(
      pathsIn(app)
        .filter((path) => !path.endsWith('/'))
        .sort(),
    ).toEqual([
      'LICENSE',
      'README.md',
      'app.manifest',
      'default/app.conf',
      'default/indexes.conf',
      'default/props.conf',
      'default/transforms.conf',
      'metadata/default.meta',
      'static/appIcon.png',
      'static/appIconAlt.png',
      'static/appIconAlt_2x.png',
      'static/appIcon_2x.png',
    ]);
    expect(wrongModes(app, [])).toEqual([]);
    expect(read('default/props.conf')).not.toMatch(/^(EVAL|FIELDALIAS|LOOKUP|REPORT|EXTRACT|KV_MODE)/m);
  });

  test('every setting is one of Splunk, every transform named is there, and none is left over', () => {
    const keys = [...read('default/props.conf').matchAll(/^([A-Z_]+)( =|-)/gm)].map((match) => match[1]!);
    const known = SPLUNK_SETTINGS['props']!.map((name) => name.replace(/-<.*/, ''));
    expect(keys.filter((key) => !known.includes(key))).toEqual([]);
    const named = settings('props.conf', /^TRANSFORMS-/).flatMap((value) => value.split(/,\s*/));
    const defined = [...read('default/transforms.conf').matchAll(/^\[(.+)\]$/gm)].map((match) => match[1]!);
    expect([...new Set(named)].sort()).toEqual(defined.sort());
    expect(named.length).toBeGreaterThan(5);
  });

  test('parses events as the app does: every index-time setting of the app stands in it', () => {
    const blocks = (text: string): Map<string, string[]> =>
      new Map(
        text.split(/^(?=\[)/m).flatMap((block) => {
          const name = /^\[(.+)\]/.exec(block)?.[1];
          const lines = block
            .split('\n')
            .filter((line) => /^(LINE_BREAKER|T[IR]|MAX_|INDEXED_|SHOULD_|TZ)/.test(line));
          return name === undefined ? [] : [[name, lines] as const];
        }),
      );
    const [theirs, ours] = [
      readFileSync(join(BUILT, 'default', 'props.conf'), 'utf8'),
      read('default/props.conf'),
    ];
    const [own, added] = [blocks(theirs), blocks(ours)];
    expect(
      [...own].filter(([name, lines]) => lines.length > 0 && added.get(name)?.join() !== lines.join()),
    ).toEqual([]);
  });

  test('has the version and build of the app under its own name, and shows nothing', () => {
    const { info, targetWorkloads } = JSON.parse(read('app.manifest'));
    expect(info.id).toEqual({ group: null, name: 'TA-smtp_watch', version });
    expect(targetWorkloads).toEqual(['_indexers', '_forwarders']);
    expect(settings('app.conf', /^version$/)).toEqual([version, version]);
    expect(settings('app.conf', /^is_visible$/)).toEqual(['0']);
  });
});
