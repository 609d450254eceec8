import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import webpack from 'webpack';
import { configurations } from '../webpack.config';

const ROOT = join(__dirname, '..');
const APP = join(ROOT, 'dist', 'smtp_watch');

/** What Splunk receives as it lies in the repository. */
const COPIED = ['default', 'metadata', 'lookups', 'static', 'appserver', 'README', 'README.md', 'LICENSE'];

function copyAsIs(): void {
  rmSync(APP, { recursive: true, force: true });
  mkdirSync(APP, { recursive: true });
  for (const name of COPIED) {
    const from = join(ROOT, name);
    if (existsSync(from)) cpSync(from, join(APP, name), { recursive: true });
  }
  cpSync(join(ROOT, 'bin'), join(APP, 'bin'), { recursive: true, filter: (path) => !path.endsWith('.ts') });
}

function bundle(): Promise<void> {
  return new Promise((resolve, reject) => {
    webpack(configurations, (error, stats) => {
      if (error) return reject(error);
      if (stats?.hasErrors()) return reject(new Error(stats.toString({ preset: 'errors-only' })));
      resolve();
    });
  });
}

copyAsIs();
bundle().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
