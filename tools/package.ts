import { readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { splOf } from './package/spl';

const ROOT = join(__dirname, '..');

async function writePackage(): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const { archive, files } = await splOf(join(ROOT, 'dist', 'smtp_watch'), version, [ROOT + sep]);
  const name = join('dist', `smtp_watch-${version}.spl`);
  writeFileSync(join(ROOT, name), archive);
  console.log(`wrote ${name}: ${files} files, ${(archive.length / 1e6).toFixed(1)} MB`);
}

writePackage().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
