import { parseArgs } from 'node:util';
import runtimes from './runtimes.json';

export type Platform = keyof typeof runtimes;

/** Which package of the app: for which Splunk its pages are, and for which machines it carries Node.js. */
export interface Variant {
  readonly pages: 'splunk' | 'own';
  readonly platforms: readonly Platform[];
}

const PLATFORMS = Object.keys(runtimes) as Platform[];

/** The package as `npm run package` makes it when nothing is asked for. */
export const DEFAULT_VARIANT: Variant = { pages: 'splunk', platforms: [] };

export const USAGE = `usage: npm run package [-- [--classic] [--runtime PLATFORM[,PLATFORM…]]]

  --classic  pages for Splunk 9.0 to 10.3, by a page template of the app; without it for Splunk 10.4 and later
  --runtime  carry Node.js for these platforms: ${PLATFORMS.join(', ')}
`;

/** The variant that the arguments ask for; undefined when they ask for help. Throws on an argument or platform that is not known. */
export function readVariant(args: readonly string[]): Variant | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      classic: { type: 'boolean', default: false },
      runtime: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const asked = values.runtime.flatMap((list) => list.split(','));
  const unknown = asked.filter((name) => !PLATFORMS.some((platform) => platform === name));
  if (unknown.length > 0) {
    throw new Error(`--runtime: found "${unknown.join(', ')}", expected any of ${PLATFORMS.join(', ')}`);
  }
  const platforms = PLATFORMS.filter((platform) => asked.includes(platform)).sort();
  return { pages: values.classic ? 'own' : 'splunk', platforms };
}

/** The file name of a package: every variant has its own. */
export function fileName(app: string, version: string, { pages, platforms }: Variant): string {
  return `${[app, version, ...(pages === 'own' ? ['classic'] : []), ...platforms].join('-')}.spl`;
}
