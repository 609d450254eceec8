import { createHash } from 'node:crypto';
import { fetchArchive, readArchive } from './npm-archive';
import runtimes from './runtimes.json';
import type { Files } from './tree';
import type { Platform } from './variant';

/** Node.js for one platform: the program as nodejs.org built it, and the licences that have to go along. */
export interface Runtime {
  readonly platform: Platform;
  readonly version: string;
  /** Its path below the platform's folder, where the launcher looks for it. */
  readonly program: string;
  readonly bytes: Buffer;
  readonly licence: Buffer;
}

const FOLDER = 'runtime';

/** Node.js for a platform, out of the npm package that carries it; archives are kept in the folder. Throws when one is not as recorded. */
export async function fetchRuntime(platform: Platform, cache: string): Promise<Runtime> {
  const { program, version, licenceFrom } = runtimes[platform];
  const licensed = runtimes[licenceFrom as Platform];
  const archive = fetchArchive(runtimes[platform], cache);
  const licences = await readArchive(fetchArchive(licensed, cache), ['LICENSE']);
  const programs = await readArchive(archive, [program]);
  return { platform, version, program, bytes: programs.get(program)!, licence: licences.get('LICENSE')! };
}

/** Where a package holds the programs. */
export function programPaths(carried: readonly Runtime[]): string[] {
  return carried.map(({ platform, program }) => `${FOLDER}/${platform}/${program}`);
}

function checksums(carried: readonly Runtime[]): Buffer {
  const lines = carried.map(({ platform, program, bytes }) => {
    const digest = createHash('sha256').update(bytes).digest('hex');
    return `${digest}  ${platform}/${program}\n`;
  });
  return Buffer.from(lines.join(''));
}

const NOTICES = 'THIRD-PARTY-NOTICES.txt';

function notices(carried: readonly Runtime[]): Buffer {
  const lines = carried.map(
    ({ platform, version }) =>
      `Node.js ${version} for ${platform}, MIT and others, ${FOLDER}/${platform}/LICENSE\n`,
  );
  return Buffer.from(`\nPrograms that the package carries as their makers built them:\n\n${lines.join('')}`);
}

/** The files of the app with Node.js beside them, its checksums in the format of sha256sum, and its part of the notices. */
export function withRuntimes(files: Files, carried: readonly Runtime[]): Files {
  if (carried.length === 0) return files;
  const all = new Map(files);
  for (const { platform, program, bytes, licence } of carried) {
    all.set(`${FOLDER}/${platform}/${program}`, () => bytes);
    all.set(`${FOLDER}/${platform}/LICENSE`, () => licence);
  }
  all.set(`${FOLDER}/SHA256SUMS`, () => checksums(carried));
  const others = files.get(NOTICES);
  if (others) all.set(NOTICES, () => Buffer.concat([others(), notices(carried)]));
  return all;
}
