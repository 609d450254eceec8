import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Dashboard } from '../../app/model/dashboard';

const FOLDER = join(__dirname, '..', '..', 'app', 'dashboards');

/** Every dashboard of the app. */
export const DASHBOARDS: readonly Dashboard[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => {
    const { default: dashboard } = require(join(FOLDER, file)) as { default: Dashboard };
    return dashboard;
  });
