import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const ROOT = join(__dirname, '..', '..');
const PAGES = join(ROOT, 'dist', 'smtp_watch', 'appserver', 'static', 'pages');
/** Packed, in kB of 1,000 bytes; the README states them. */
const LARGEST_ENTRY = 12;
const LARGEST_SHELL = 160;

const packedKb = (file: string): number =>
  gzipSync(readFileSync(join(PAGES, file)), { level: 9 }).length / 1000;

test('every page is a small entry over one shell, which is painted before 200 kB have come', () => {
  const entries = readdirSync(PAGES).filter((file) => file.endsWith('.js'));
  const shells = readdirSync(join(PAGES, 'chunks')).filter((file) => /^shell\.\w+\.js$/.test(file));
  expect(entries.filter((file) => packedKb(file) > LARGEST_ENTRY)).toEqual([]);
  expect(shells).toHaveLength(1);
  expect(packedKb(join('chunks', shells[0]!))).toBeLessThan(LARGEST_SHELL);
  expect(LARGEST_ENTRY + LARGEST_SHELL).toBeLessThan(200);
});

test('the README states these figures', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8').replace(/\s+/g, ' ');
  expect(readme).toContain(
    `an entry of at most ${LARGEST_ENTRY} kB and one shell of at most ${LARGEST_SHELL} kB`,
  );
});
