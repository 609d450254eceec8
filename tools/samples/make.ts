import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ArgumentError, parseSampleArguments, type SampleArguments, USAGE } from './arguments';
import { type BundledFile, bundledFiles } from './bundled';
import { OutputFolder } from './folder';
import { tell } from './story';

const FOLDER = join(__dirname, '..', '..', 'samples');

/** Compressed files are compared by what is in them: compressors differ from one version to the next. */
function isSame(path: string, text: string): boolean {
  if (!existsSync(path)) return false;
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString() === text;
}

function makeBundled({ path, text, bytes }: BundledFile, isCheck: boolean): void {
  const target = join(FOLDER, path);
  if (isSame(target, text)) return;
  if (isCheck) {
    console.error(`samples/${path} differs from what its generator makes: run npm run samples`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes());
  console.log(`wrote samples/${path}`);
}

function makeFolder({ settings }: SampleArguments, out: string): void {
  const start = process.hrtime.bigint();
  const folder = new OutputFolder(out);
  const { lines } = tell(settings, folder.write);
  folder.close();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const count = Object.values(lines).reduce((sum, number) => sum + number, 0);
  for (const [file, number] of Object.entries(lines))
    console.log(`${String(number).padStart(10)} lines  ${file}`);
  const megabytes = (folder.bytes / 1e6).toFixed(1);
  console.log(
    `${String(count).padStart(10)} lines, ${megabytes} MB in ${seconds.toFixed(1)} s: ${Math.round(count / seconds)} lines/s`,
  );
}

function main(): void {
  try {
    const args = parseSampleArguments(process.argv.slice(2));
    if (args.isHelp) console.log(USAGE);
    else if (args.out !== undefined) makeFolder(args, args.out);
    else for (const file of bundledFiles()) makeBundled(file, args.isCheck);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    if (error instanceof ArgumentError) console.error('see --help');
    process.exitCode = 1;
  }
}

main();
