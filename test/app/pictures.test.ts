import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const PAGES = readdirSync(join(ROOT, 'app', 'pages')).map((file) => basename(file, '.tsx'));

test.each(PAGES)('docs/pages.md shows the page %s in both themes', (page) => {
  const paper = readFileSync(join(ROOT, 'docs', 'pages.md'), 'utf8');
  for (const theme of ['light', 'dark']) {
    const picture = join('pictures', `${page}-${theme}.webp`);
    expect(paper).toContain(`(${picture})`);
    expect(existsSync(join(ROOT, 'docs', picture))).toBe(true);
  }
});
