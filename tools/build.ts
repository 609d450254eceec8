import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import webpack, { type MultiStats } from 'webpack';
import { version } from '../package.json';
import { configurations } from '../webpack.config';
import { listNotices } from './lookups/page';
import { manifestOf } from './package/manifest';
import { noticesOf } from './package/notices';
import { stampVersion } from './package/stamp';

const ROOT = join(__dirname, '..');
const APP = join(ROOT, 'dist', 'smtp_watch');
/** Built beside the app and moved into its place at the end, so that no one ever meets half an app. */
const STAGE = join(ROOT, 'dist', `.stage-${process.pid}`);

/** What Splunk receives as it lies in the repository. */
const COPIED = ['default', 'metadata', 'lookups', 'static', 'appserver', 'README', 'LICENSE'];

function copyAsIs(): void {
  mkdirSync(STAGE, { recursive: true });
  for (const name of COPIED) {
    const from = join(ROOT, name);
    if (existsSync(from)) cpSync(from, join(STAGE, name), { recursive: true });
  }
  const isShipped = (path: string): boolean => !/\.ts$|__pycache__/.test(path);
  cpSync(join(ROOT, 'bin'), join(STAGE, 'bin'), { recursive: true, filter: isShipped });
  cpSync(join(__dirname, 'package', 'readme', 'app.md'), join(STAGE, 'README.md'));
}

/** The facts about the app that files of the repository do not state: its version, and its manifest. */
function stateFacts(): void {
  const file = join(STAGE, 'default', 'app.conf');
  const appConf = stampVersion(readFileSync(file, 'utf8'), version);
  writeFileSync(file, appConf);
  // Index-time settings must reach indexers and forwarders where no add-on is on them.
  writeFileSync(
    join(STAGE, 'app.manifest'),
    manifestOf(appConf, ['_search_heads', '_indexers', '_forwarders']),
  );
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
  stateFacts();
  writeFileSync(join(STAGE, 'THIRD-PARTY-NOTICES.txt'), `${noticesOf(stats)}\n${listNotices()}`);
  rmSync(APP, { recursive: true, force: true });
  renameSync(STAGE, APP);
}

build().catch((error: Error) => {
  rmSync(STAGE, { recursive: true, force: true });
  console.error(error.message);
  process.exitCode = 1;
});
