import { join, sep } from 'node:path';
import { version } from '../../package.json';
import { appContents } from '../../tools/package/app';
import type { Runtime } from '../../tools/package/runtime';
import { splOf } from '../../tools/package/spl';
import type { Variant } from '../../tools/package/variant';
import { unpack } from './unpack';

const ROOT = join(__dirname, '..', '..');

/** Packs the built app, unpacks the package into a new folder, and gives that folder; the app is the folder `smtp_watch` in it. */
export async function unpackedApp(
  pages: Variant['pages'] = 'splunk',
  carried: readonly Runtime[] = [],
): Promise<string> {
  const contents = appContents(join(ROOT, 'dist', 'smtp_watch'), version, { pages }, carried);
  return unpack(await splOf(contents, [ROOT + sep]));
}
