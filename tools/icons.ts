import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from './browser';

const STATIC = join(__dirname, '..', 'static');

/** An envelope whose flap is a pulse, on a square of 36. */
const MARK = `
  <rect x="1" y="1" width="34" height="34" rx="8" fill="#1f6feb"/>
  <rect x="6.5" y="10" width="23" height="16.5" rx="2.5" fill="none" stroke="#fff" stroke-width="2"/>
  <path d="M7 11.5 L13.5 18 L16 14.5 L19.5 21.5 L22 17 L29 11.5" fill="none" stroke="#fff" stroke-width="2"
    stroke-linecap="round" stroke-linejoin="round"/>`;

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36">${MARK}</svg>`;

/** The mark with the app's name beside it; Splunk shows the logo on the dark bar. */
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 40">
  <g transform="translate(2 2)">${MARK}</g>
  <text x="47" y="26" font-family="Helvetica, Arial, sans-serif" font-size="17" font-weight="600" fill="#fff"
    textLength="108" lengthAdjust="spacingAndGlyphs">SMTP Watch</text>
</svg>`;

/** Names and sizes that Splunk asks for (dev.splunk.com, "Add icons to your app"). */
const PICTURES = [
  { name: 'appIcon', svg: ICON, width: 36, height: 36 },
  { name: 'appIcon_2x', svg: ICON, width: 72, height: 72 },
  { name: 'appIconAlt', svg: ICON, width: 36, height: 36 },
  { name: 'appIconAlt_2x', svg: ICON, width: 72, height: 72 },
  { name: 'appLogo', svg: LOGO, width: 160, height: 40 },
  { name: 'appLogo_2x', svg: LOGO, width: 320, height: 80 },
];

async function draw(page: Page, { name, svg, width, height }: (typeof PICTURES)[number]): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${svg}`);
  await page.screenshot({ path: join(STATIC, `${name}.png`), omitBackground: true });
}

async function main(): Promise<void> {
  const browser = await openBrowser();
  const page = await browser.newPage();
  for (const picture of PICTURES) await draw(page, picture);
  await browser.close();
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
