// Writes the generated files of the repository; with --check compares instead and fails when one differs.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GENERATED } from './generated';

const ROOT = join(__dirname, '..');
const isCheck = process.argv.includes('--check');

const differing = Object.entries(GENERATED).filter(([path, text]) => {
  const file = join(ROOT, path);
  return !existsSync(file) || readFileSync(file, 'utf8') !== text();
});

for (const [path, text] of differing) {
  if (isCheck) console.error(`${path} differs from what npm run generate writes`);
  else writeFileSync(join(ROOT, path), text());
}
if (isCheck && differing.length > 0) process.exitCode = 1;
