import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../tools/browser';
import { startServer, type TestServer } from './server';
import { type Flow, Visits } from './visits';

const FLOWS = join(__dirname, 'flows');

let browser: Browser;
let server: TestServer;
let visits: Visits;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
  visits = new Visits(browser, server.address);
  await server.scheduled;
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const flows = readdirSync(FLOWS).flatMap((file) => {
  const { flows: named } = require(join(FLOWS, file)) as { flows: Readonly<Record<string, Flow>> };
  return Object.entries(named).map(([title, flow]) => [`${basename(file, '.ts')}: ${title}`, flow] as const);
});

test.each(flows)('%s', (_title, flow) => flow(visits));
