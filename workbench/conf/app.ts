import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeDurably } from './durable-file';
import { inheritDefaults, layer } from './merge';
import { ConfError, parseConf, type Stanzas } from './parse';

/** A Splunk app's configuration as Splunk sees it: `default` and `local` merged, `[default]` inherited. */
export interface AppConf {
  /** The app's folder. */
  readonly dir: string;
  /** The folder of what was changed since the app was built; without one nothing of the app can be changed. */
  readonly stateDir?: string;
  /** Who may read and write what of the app: the stanzas of `default.meta` and `local.meta`. */
  readonly metadata?: Stanzas;
  /** The stanzas of `<name>.conf`, as they are now; empty when the app has no such file. */
  conf(name: string): Stanzas;
}

/** An app whose configuration can be changed; the changes lie in `local` of the state folder, and survive a new build. */
export interface ChangeableApp extends AppConf {
  readonly stateDir: string;
  /** The stanzas of `<name>.conf` that the app brings, without what was changed. */
  shipped(name: string): Stanzas;
  /** Puts another text in the place of the changes to `<name>.conf`, on the disk. Throws ConfError when it is no conf file. */
  change(name: string, edit: (text: string) => string): void;
}

const NO_STANZAS: Stanzas = new Map();

function confFiles(dir: string): string[] {
  if (!existsSync(dir)) return [];
  const names = readdirSync(dir).filter((name) => name.endsWith('.conf'));
  return names.sort().map((name) => join(dir, name));
}

/** The stanzas of the file, none when it is faulty. */
function readFile(file: string, faults: string[]): Stanzas[] {
  try {
    return [parseConf(readFileSync(file, 'utf8'), file)];
  } catch (error) {
    if (!(error instanceof ConfError)) throw error;
    faults.push(error.message);
    return [];
  }
}

/** The stanzas of every conf file in the folders by its name; of a file in several of them one after the other. */
function readLayers(folders: readonly string[], faults: string[]): Map<string, Stanzas[]> {
  const layers = new Map<string, Stanzas[]>();
  for (const file of folders.flatMap(confFiles)) {
    const name = basename(file, '.conf');
    layers.set(name, [...(layers.get(name) ?? []), ...readFile(file, faults)]);
  }
  return layers;
}

function readMetadata(folders: readonly string[], faults: string[]): Stanzas {
  const files = folders.flatMap((folder) => ['default.meta', 'local.meta'].map((name) => join(folder, name)));
  const layers = files.filter(existsSync).flatMap((file) => readFile(file, faults));
  return layer(layers);
}

const merged = (layers: readonly Stanzas[]): Stanzas => inheritDefaults(layer(layers));

/** The app's merged conf files. Throws ConfError naming file and line of every line that is no setting. */
export function readApp(appDir: string): AppConf;
export function readApp(appDir: string, stateDir: string): ChangeableApp;
export function readApp(appDir: string, stateDir?: string): AppConf | ChangeableApp;
export function readApp(appDir: string, stateDir?: string): AppConf | ChangeableApp {
  if (!existsSync(join(appDir, 'default'))) throw new ConfError([`${appDir}: found no folder "default"`]);
  const faults: string[] = [];
  const shipped = readLayers([join(appDir, 'default'), join(appDir, 'local')], faults);
  const folder = stateDir === undefined ? undefined : join(stateDir, 'local');
  const changed = readLayers(folder === undefined ? [] : [folder], faults);
  const metadata = readMetadata([join(appDir, 'metadata')], faults);
  if (faults.length > 0) throw new ConfError(faults);
  const layersOf = (name: string): Stanzas[] => [...(shipped.get(name) ?? []), ...(changed.get(name) ?? [])];
  const names = new Set([...shipped.keys(), ...changed.keys()]);
  const current = new Map([...names].map((name) => [name, merged(layersOf(name))]));
  const app: AppConf = { dir: appDir, metadata, conf: (name) => current.get(name) ?? NO_STANZAS };
  if (stateDir === undefined || folder === undefined) return app;
  return {
    ...app,
    stateDir,
    shipped: (name) => merged(shipped.get(name) ?? []),
    change(name, edit) {
      const file = join(folder, `${name}.conf`);
      const text = edit(existsSync(file) ? readFileSync(file, 'utf8') : '');
      const stanzas = parseConf(text, file);
      writeDurably(file, text);
      changed.set(name, [stanzas]);
      current.set(name, merged(layersOf(name)));
    },
  };
}
