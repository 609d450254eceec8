import { gzipSync } from 'node:zlib';
import { DEFAULTS } from './arguments';
import { maccdcTwin } from './maccdc-twin';
import { tell } from './story';

/** The company whose day is bundled. */
const BUNDLED_COMPANY = { ...DEFAULTS, seed: 18, size: 8, strength: 0.2 };

/** The files of the bundled company, by name, not compressed. */
function companyFiles(): Map<string, string> {
  const files = new Map<string, string>();
  tell(BUNDLED_COMPANY, (file, text) => files.set(file, (files.get(file) ?? '') + text));
  return files;
}

/** A file that is kept in the repository: its path in `samples/`, its text, and how it stands there. */
export interface BundledFile {
  readonly path: string;
  readonly text: string;
  readonly bytes: () => Uint8Array;
}

const plain = (path: string, text: string): BundledFile => ({ path, text, bytes: () => Buffer.from(text) });

/** Every generated file that `samples/` holds. */
export function bundledFiles(): BundledFile[] {
  const company = [...companyFiles()].map(([name, text]) =>
    name.endsWith('.json')
      ? plain(`company/${name}`, text)
      : { path: `company/${name}.gz`, text, bytes: () => gzipSync(text, { level: 9 }) },
  );
  return [plain('maccdc2012-twin.log', maccdcTwin()), ...company];
}
