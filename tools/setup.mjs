// Brings a checkout to where everything else can run: installs what the lock file names, then builds dist/smtp_watch.
// Plain JavaScript on Node's own modules, since on a fresh clone nothing is installed yet. Does nothing when nothing changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const quiet = process.argv.includes('--quiet');
const withBuild = !process.argv.includes('--no-build');

const BUILD_INPUTS = [
  'schema',
  'detect',
  'protocol',
  'bin',
  'app',
  'default',
  'metadata',
  'lookups',
  'static',
  'appserver',
  'README',
  'LICENSE',
  'package.json',
  'webpack.config.ts',
  'tools/build.ts',
  'tools/precompile-templates.ts',
  'tools/package',
  'package-lock.json',
];

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesUnder(join(root, path)))) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Runs one step unless the stamp file already holds the hash of its inputs. */
function stepOnce(stamp, inputs, title, command, args) {
  const hash = hashOf(inputs);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  if (!quiet) console.error(title);
  const output = quiet ? ['ignore', 'ignore', 'inherit'] : ['ignore', 2, 2];
  const run = spawnSync(command, args, { cwd: root, stdio: output, shell: process.platform === 'win32' });
  if (run.status !== 0) {
    console.error(`${title} failed: ${command} ${args.join(' ')}`);
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 11)) {
  console.error(`SMTP Watch needs Node.js 20.11 or newer, this is ${process.versions.node}`);
  process.exit(1);
}

stepOnce(
  join(root, 'node_modules', '.smtp-watch-installed'),
  ['package-lock.json'],
  'Installing packages (once, about a minute) …',
  'npm',
  // Not `npm ci`: it refuses a lock file that lacks another platform's binary packages, where `install` adds them.
  ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
);
if (withBuild) {
  stepOnce(join(root, 'dist', '.built'), BUILD_INPUTS, 'Building the app …', process.execPath, [
    '-r',
    '@swc-node/register',
    join('tools', 'build.ts'),
  ]);
}
