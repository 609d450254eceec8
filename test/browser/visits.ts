import type { Browser, BrowserContext, Locator, Page, Route } from 'playwright-core';

const SEARCH_TIME_MS = 30_000;

type Theme = 'light' | 'dark';

export interface Visit {
  readonly page: Page;
  /** Whatever went wrong on the page or on its way there. */
  readonly faults: string[];
}

export interface VisitOptions {
  readonly query?: string;
  readonly theme?: Theme;
  readonly width?: number;
}

/** Where the page asks for a search to be run. */
const JOBS = /\/search\/jobs$/;
/** What such a search reads can change between two visits. */
const READS_LOOKUPS = /inputlookup|allowlist|rest/;

/**
 * Gives a job that has run the same search over the same range when one is at hand: many visits open the same pages, and
 * nobody waits here to see searches run that have run already.
 */
async function reuseJob(route: Route, known: Map<string, string>): Promise<void> {
  const request = route.request();
  const asked = request.postData() ?? '';
  if (request.method() !== 'POST' || READS_LOOKUPS.test(asked)) return route.continue();
  // A connection that is kept may be closed by the server just when it is used again.
  const headers = { ...request.headers(), connection: 'close' };
  const sid = known.get(asked);
  if (sid !== undefined) {
    const status = await route.fetch({
      headers,
      url: `${request.url()}/${sid}?output_mode=json`,
      method: 'GET',
      postData: '',
    });
    if (status.ok() && (await status.text()).includes('"dispatchState":"DONE"'))
      return route.fulfill({ status: 201, json: { sid } });
  }
  const response = await route.fetch({ headers });
  if (response.ok()) known.set(asked, ((await response.json()) as { sid: string }).sid);
  return route.fulfill({ response });
}

/** Opens pages of a workbench in a browser. */
export class Visits {
  readonly #browser: Browser;
  readonly #address: string;
  // One context each: what the browser has cached of the pages serves all visits, as it does for people.
  readonly #contexts = new Map<Theme, Promise<BrowserContext>>();
  /** Jobs by the requests that they were made for; absent when every visit runs its own. */
  readonly #jobs: Map<string, string> | undefined;

  constructor(browser: Browser, address: string, { reusesJobs = false } = {}) {
    this.#browser = browser;
    this.#address = address;
    this.#jobs = reusesJobs ? new Map() : undefined;
  }

  addressOf(view: string): string {
    return `${this.#address}en-US/app/smtp_watch/${view}`;
  }

  /** A page that is nowhere yet. */
  async blank(theme: Theme = 'light'): Promise<Page> {
    const opened = this.#contexts.get(theme) ?? this.#openContext(theme);
    this.#contexts.set(theme, opened);
    return (await opened).newPage();
  }

  async #openContext(colorScheme: Theme): Promise<BrowserContext> {
    const context = await this.#browser.newContext({
      colorScheme,
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
    });
    const jobs = this.#jobs;
    if (jobs !== undefined) await context.route(JOBS, (route) => reuseJob(route, jobs));
    return context;
  }

  async open(view: string, { query = '', theme = 'light', width = 1400 }: VisitOptions = {}): Promise<Visit> {
    const page = await this.blank(theme);
    await page.setViewportSize({ width, height: 1000 });
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText;
      // A page that is left or loaded anew ends what it still asks for.
      if (reason !== 'net::ERR_ABORTED') faults.push(`${request.url()} ${reason}`);
    });
    page.on(
      'response',
      (response) => response.status() >= 400 && faults.push(`${response.status()} ${response.url()}`),
    );
    await page.goto(this.addressOf(view) + query);
    return { page, faults };
  }
}

/** Waits until every panel of a page has its rows, or the reason why there are none. */
export async function searched(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const states = [...document.querySelectorAll<HTMLElement>('[data-panel]')].map(
        ({ dataset }) => dataset['state'],
      );
      return states.length > 0 && states.every((state) => state !== 'waiting' && state !== 'running');
    },
    null,
    { timeout: SEARCH_TIME_MS },
  );
}

/** The panel of a title. */
export function panelOf(page: Page, title: string): Locator {
  return page.locator(`[data-panel="${title}"]`);
}

/** What people do on a page, and what has to come of it. */
export type Flow = (visits: Visits) => Promise<void>;
