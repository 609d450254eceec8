import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import webpack, { type MultiStats } from 'webpack';
import { configurations } from '../webpack.config';
import { readApp } from '../workbench/conf/app';
import { listNotices } from './lookups/page';
import { manifestOf } from './package/manifest';
import { noticesOf } from './package/notices';

const ROOT = join(__dirname, '..');
const APP = join(ROOT, 'dist', 'smtp_watch');
/** Built beside the app and moved into its place at the end, so that no one ever meets half an app. */
const STAGE = join(ROOT, 'dist', `.stage-${process.pid}`);

/** What Splunk receives as it lies in the repository. */
const COPIED = ['default', 'metadata', 'lookups', 'static', 'appserver', 'README', 'README.md', 'LICENSE'];

function copyAsIs(): void {
  mkdirSync(STAGE, { recursive: true });
  for (const name of COPIED) {
    const from = join(ROOT, name);
    if (existsSync(from)) cpSync(from, join(STAGE, name), { recursive: true });
  }
  const isShipped = (path: string): boolean => !/\.ts$|__pycache__/.test(path);
  cpSync(join(ROOT, 'bin'), join(STAGE, 'bin'), { recursive: true, filter: isShipped });
}

function bundle(): Promise<MultiStats> {
  return new Promise((resolve, reject) => {
    webpack(configurations(STAGE), (error, stats) => {
      if (error) return reject(error);
      if (!stats || stats.hasErrors()) return reject(new Error(stats?.toString({ preset: 'errors-only' })));
      resolve(stats);
    });
  });
}

async function build(): Promise<void> {
  copyAsIs();
  const stats = await bundle();
  writeFileSync(join(STAGE, 'app.manifest'), manifestOf(readApp(STAGE).conf('app')));
  writeFileSync(join(STAGE, 'THIRD-PARTY-NOTICES.txt'), `${noticesOf(stats)}\n${listNotices()}`);
  rmSync(APP, { recursive: true, force: true });
  renameSync(STAGE, APP);
}

build().catch((error: Error) => {
  rmSync(STAGE, { recursive: true, force: true });
  console.error(error.message);
  process.exitCode = 1;
});
