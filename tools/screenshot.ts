import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWorkbench } from '../workbench/start';
import { openBrowser } from './browser';

const PICTURE = join(__dirname, '..', 'docs', 'overview.png');
const SIZE = { width: 1400, height: 1120 };

/** Draws the README's picture: the overview over the bundled samples. */
async function main(): Promise<void> {
  const stateDir = mkdtempSync(join(tmpdir(), 'smtp-watch-picture-'));
  const [browser, workbench] = await Promise.all([openBrowser(), startWorkbench({ port: 0, stateDir })]);
  try {
    const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light', timezoneId: 'UTC' });
    await page.goto(`http://127.0.0.1:${workbench.port}/en-US/app/smtp_watch/overview`);
    await page.locator('[data-panel] svg.highcharts-root').waitFor();
    await page.waitForFunction(() => document.querySelector('[data-panel]:not([data-state=done])') === null);
    // Columns grow for a moment before they stand.
    await page.waitForTimeout(1500);
    await page.screenshot({ path: PICTURE });
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
