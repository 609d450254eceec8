import { readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { addOnContents, appContents } from './package/app';
import { fetchRuntime } from './package/runtime';
import { type Contents, splOf } from './package/spl';
import { DEFAULT_VARIANT, fileName, readVariant, USAGE, type Variant } from './package/variant';

const ROOT = join(__dirname, '..');
const DIST = join(ROOT, 'dist');
const BUILT = join(DIST, 'smtp_watch');

async function write(name: string, contents: Contents): Promise<void> {
  const archive = await splOf(contents, [ROOT + sep]);
  writeFileSync(join(DIST, name), archive);
  console.log(`wrote dist/${name}: ${contents.files.size} files, ${(archive.length / 1e6).toFixed(1)} MB`);
}

async function writePackages(variant: Variant): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const fetched = variant.platforms.map((platform) => fetchRuntime(platform, join(DIST, 'runtimes')));
  const app = appContents(BUILT, version, variant, await Promise.all(fetched));
  const addOn = addOnContents(BUILT);
  await write(fileName(app.app, version, variant), app);
  await write(fileName(addOn.app, version, DEFAULT_VARIANT), addOn);
}

async function main(): Promise<void> {
  const variant = readVariant(process.argv.slice(2));
  if (variant) await writePackages(variant);
  else console.log(USAGE);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
