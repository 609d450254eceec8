// Run by tools/browser.ts with TMPDIR set to where the browser is to lie.
import chromium from '@sparticuz/chromium';

chromium.executablePath().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
