import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CHECKS } from '../../tools/verify/checks';
import { readApp } from '../../workbench/conf/app';

const ROOT = join(__dirname, '..', '..');

function filesIn(folder: string, end: string): string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith(end)).map((name) => join(folder, name));
}

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const pages = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
const papers = ['README.md', join('samples', 'README.md'), ...pages.map((name) => join('docs', name))];

/** What a paper links to in this repository. */
function linksOf(path: string): string[] {
  const targets = [...textOf(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z]+:|^#/.test(target)).map((target) => target.replace(/#.*$/, ''));
}

const headingsOf = (path: string): string[] =>
  [...textOf(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);

/** The values of a column of a reference list without quotes. */
function columnOf(list: string, column: number): string[] {
  const [, ...rows] = textOf(join('lookups', `${list}.csv`))
    .trim()
    .split('\n');
  return rows.map((row) => row.split(',')[column] ?? '');
}

test.each(papers)('every link of %s leads somewhere', (path) => {
  const missing = linksOf(path).filter((target) => !existsSync(join(ROOT, dirname(path), target)));
  expect(missing).toEqual([]);
});

test('the README leads to every page, itself or over one that it leads to', () => {
  const direct = linksOf('README.md');
  const further = direct
    .filter((target) => target.startsWith('docs/') && target.endsWith('.md'))
    .flatMap((target) => linksOf(target).map((other) => join('docs', other)));
  expect(pages.filter((name) => ![...direct, ...further].includes(join('docs', name)))).toEqual([]);
});

test('every check of npm run verify is described', () => {
  const described = [...textOf('docs/verify.md').matchAll(/`([a-z][a-z-]+)`/g)].map(([, name]) => name);
  const names = CHECKS.map(({ name }) => name.replace(/^page-.*$/, 'page-'));
  const known = textOf('docs/verify.md').includes('`page-…`') ? [...described, 'page-'] : described;
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
});

test('what advice names in the docs is there', () => {
  const sources = ['tools/verify.ts', ...filesIn(join('tools', 'verify'), '.ts'), 'compose.yaml'];
  const named = sources.flatMap((path) =>
    [...textOf(path).matchAll(/(docs\/[\w-]+\.md)(?:, \\?"([^"\\]+)\\?")?/g)].map(
      ([, page = '', heading]) => ({
        page,
        heading,
      }),
    ),
  );
  expect(named.length).toBeGreaterThan(5);
  const wrong = named.filter(
    ({ page, heading }) =>
      !existsSync(join(ROOT, page)) || (heading !== undefined && !headingsOf(page).includes(heading)),
  );
  expect(wrong).toEqual([]);
});

test('every fault of a server that the Access page tells has its part in the page on hardening', () => {
  const titles = columnOf('smtp_watch_server_faults', 1);
  expect(titles.length).toBeGreaterThan(3);
  const headings = headingsOf('docs/hardening.md');
  expect(titles.filter((title) => !headings.includes(title))).toEqual([]);
});

test('every setting that the Access page advises stands in the page on hardening', () => {
  const [, ...rows] = textOf(join('lookups', 'smtp_watch_server_faults.csv')).split('\n');
  const advised = rows.map((row) => row.replace(/^[^,]*,/, '')).join('\n');
  const settings =
    advised.match(/\b[A-Za-z]+(?:_[A-Za-z0-9]+)+\b|\b[A-Z][a-z]+-[A-Z]\w+|\bms-Exch[\w-]+/g) ?? [];
  expect(settings.length).toBeGreaterThan(15);
  const text = textOf('docs/hardening.md');
  expect(settings.filter((name) => !text.includes(name))).toEqual([]);
});

test('the page on roles names every collection with its writers', () => {
  const text = textOf('docs/roles.md');
  const short = [...readApp(ROOT).conf('collections').keys()].map((name) => name.replace('smtp_watch', ''));
  expect(short.filter((name) => !text.includes(name))).toEqual([]);
});
