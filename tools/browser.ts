import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const ROOT = join(__dirname, '..');

const INSTALLED_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const INSTALLED_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Executable {
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installed(): Executable | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const named = folders.flatMap((folder) => INSTALLED_NAMES.map((name) => join(folder, name)));
  const path = [...named, ...INSTALLED_PATHS].find(isExecutable);
  return path === undefined ? undefined : { path, env: process.env };
}

// Chromium, libraries and fonts of @sparticuz/chromium, unpacked once.
const PACKAGED = join(ROOT, 'node_modules', '.cache', 'chromium');

/**
 * Unpacks the Chromium that @sparticuz/chromium carries for Linux on x86-64. The package does so into TMPDIR, and with
 * the shared libraries that a bare machine lacks only where it takes itself to be in Amazon's Lambda: a process of its
 * own is told so. Renamed at the end, so that no one ever meets half a browser.
 */
function unpack(): void {
  const stage = `${PACKAGED}-${process.pid}`;
  mkdirSync(stage, { recursive: true });
  const env = { ...process.env, TMPDIR: stage, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  const script = join(__dirname, 'unpack-chromium.ts');
  execFileSync(process.execPath, ['-r', '@swc-node/register', script], { cwd: ROOT, env });
  if (existsSync(PACKAGED)) rmSync(stage, { recursive: true });
  else renameSync(stage, PACKAGED);
}

/** The same everywhere, and it opens no windows, which an installed browser does for every page even when headless. */
function packaged(): Executable | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  if (!existsSync(PACKAGED)) unpack();
  const libraries = [join(PACKAGED, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']];
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: libraries.filter(Boolean).join(':'),
    FONTCONFIG_FILE: join(__dirname, 'fonts.conf'),
    // The locale C becomes the language en-US@posix, which JavaScript refuses.
    LC_ALL: 'en_US.UTF-8',
  };
  return { path: join(PACKAGED, 'chromium'), env };
}

function chosen(path: string): Executable {
  if (existsSync(path)) return { path, env: process.env };
  throw new Error(`CHROME_PATH is "${path}", expected the path of a Chrome or Chromium`);
}

function launch({ path, env }: Executable): Promise<Browser> {
  const variables = Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return chromium.launch({ executablePath: path, args: FLAGS, env: Object.fromEntries(variables) });
}

/**
 * Opens a headless browser: the one named by CHROME_PATH, else the one that an npm package carries, and where that does
 * not start an installed Chrome or Chromium. Rejects with one sentence when there is none.
 */
export async function openBrowser(): Promise<Browser> {
  const path = process.env['CHROME_PATH'];
  if (path !== undefined) return launch(chosen(path));
  let fault: unknown;
  for (const find of [packaged, installed]) {
    try {
      const executable = find();
      if (executable !== undefined) return await launch(executable);
    } catch (error) {
      fault = error;
    }
  }
  const sentence =
    'found no Chrome or Chromium that starts, expected one to be installed or CHROME_PATH to name it';
  throw new Error(sentence, { cause: fault });
}
