// Draws docs/pictures: every page over the bundled samples, in light and dark. Names of pages draw these alone.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startWorkbench } from '../workbench/start';
import { openBrowser } from './browser';

const ROOT = join(__dirname, '..');
const PICTURES = join(ROOT, 'docs', 'pictures');
const WIDTH = 1400;
const QUALITY = 60;
const THEMES = ['light', 'dark'] as const;

function chosenPages(): string[] {
  const pages = readdirSync(join(ROOT, 'app', 'pages')).map((file) => basename(file, '.tsx'));
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !pages.includes(name));
  if (unknown.length > 0)
    throw new Error(`no page ${unknown.join(', ')}, expected some of ${pages.join(', ')}`);
  return named.length > 0 ? named : pages;
}

/** Waits until every panel has its rows, and charts have grown to their size. */
async function settled(page: Page): Promise<void> {
  await page.locator('[data-panel]').first().waitFor();
  await page.waitForFunction(
    () => document.querySelector('[data-panel]:is([data-state=waiting], [data-state=running])') === null,
  );
  await page.waitForTimeout(1500);
}

/** The whole page as WebP, which Playwright's own screenshots cannot be. */
async function pictureOf(page: Page): Promise<Buffer> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: WIDTH, height });
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  return Buffer.from(data, 'base64');
}

async function draw(browser: Browser, port: number, name: string): Promise<void> {
  for (const theme of THEMES) {
    const viewport = { width: WIDTH, height: 1000 };
    const page = await browser.newPage({
      viewport,
      colorScheme: theme,
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
    });
    await page.goto(`http://127.0.0.1:${port}/en-US/app/smtp_watch/${name}`);
    await settled(page);
    writeFileSync(join(PICTURES, `${name}-${theme}.webp`), await pictureOf(page));
    await page.close();
  }
}

async function main(): Promise<void> {
  const pages = chosenPages();
  mkdirSync(PICTURES, { recursive: true });
  const stateDir = mkdtempSync(join(tmpdir(), 'smtp-watch-picture-'));
  const [browser, workbench] = await Promise.all([openBrowser(), startWorkbench({ port: 0, stateDir })]);
  try {
    await workbench.scheduled;
    for (const name of pages) await draw(browser, workbench.port, name);
  } finally {
    await browser.close();
    await workbench.close();
    rmSync(stateDir, { recursive: true });
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
