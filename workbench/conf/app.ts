import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inheritDefaults, layer } from './merge';
import { ConfError, parseConf, type Stanzas } from './parse';

/** A Splunk app's configuration as Splunk sees it: `default` and `local` merged, `[default]` inherited. */
export interface AppConf {
  /** The app's folder. */
  readonly dir: string;
  /** The folder of what was changed since the app was built; without one nothing of the app can be changed. */
  readonly stateDir?: string;
  /** The stanzas of `<name>.conf`; empty when the app has no such file. */
  conf(name: string): Stanzas;
}

const NO_STANZAS: Stanzas = new Map();

function confFiles(appDir: string, folder: string): string[] {
  const dir = join(appDir, folder);
  if (!existsSync(dir)) return [];
  const names = readdirSync(dir).filter((name) => name.endsWith('.conf'));
  return names.sort().map((name) => join(dir, name));
}

/** The app's merged conf files. Throws ConfError naming file and line of every line that is no setting. */
export function readApp(appDir: string, stateDir?: string): AppConf {
  if (!existsSync(join(appDir, 'default'))) throw new ConfError([`${appDir}: found no folder "default"`]);
  const layers = new Map<string, Stanzas[]>();
  const faults: string[] = [];
  for (const file of ['default', 'local'].flatMap((folder) => confFiles(appDir, folder))) {
    const name = basename(file, '.conf');
    try {
      layers.set(name, [...(layers.get(name) ?? []), parseConf(readFileSync(file, 'utf8'), file)]);
    } catch (error) {
      if (!(error instanceof ConfError)) throw error;
      faults.push(error.message);
    }
  }
  if (faults.length > 0) throw new ConfError(faults);
  const merged = new Map([...layers].map(([name, parts]) => [name, inheritDefaults(layer(parts))]));
  return {
    dir: appDir,
    ...(stateDir !== undefined && { stateDir }),
    conf: (name) => merged.get(name) ?? NO_STANZAS,
  };
}
