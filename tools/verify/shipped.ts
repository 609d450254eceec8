import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type AppConf, readApp } from '../../workbench/conf/app';
import { readAppUi, type View } from '../../workbench/web/views';

/** The app as this checkout ships it. */
export interface Shipped {
  readonly version: string;
  readonly conf: AppConf['conf'];
  readonly views: readonly View[];
  /** Names of the data models. */
  readonly dataModels: readonly string[];
}

/** Reads the app's sources. Throws ConfError naming every line that is no setting. */
export function readShipped(root: string): Shipped {
  const { conf } = readApp(root);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const models = readdirSync(join(root, 'default', 'data', 'models'));
  return {
    version,
    conf,
    views: [...readAppUi(root).views.values()],
    dataModels: models.filter((name) => name.endsWith('.json')).map((name) => basename(name, '.json')),
  };
}
