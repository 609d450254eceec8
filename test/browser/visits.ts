import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

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

/** Opens pages of a workbench in a browser. */
export class Visits {
  readonly #browser: Browser;
  readonly #address: string;
  // One context each: what the browser has cached of the pages serves all visits, as it does for people.
  readonly #contexts = new Map<Theme, Promise<BrowserContext>>();

  constructor(browser: Browser, address: string) {
    this.#browser = browser;
    this.#address = address;
  }

  addressOf(view: string): string {
    return `${this.#address}en-US/app/smtp_watch/${view}`;
  }

  /** A page that is nowhere yet. */
  async blank(theme: Theme = 'light'): Promise<Page> {
    const known = this.#contexts.get(theme);
    const opened =
      known ?? this.#browser.newContext({ colorScheme: theme, timezoneId: 'UTC', reducedMotion: 'reduce' });
    this.#contexts.set(theme, opened);
    return (await opened).newPage();
  }

  async open(view: string, { query = '', theme = 'light', width = 1400 }: VisitOptions = {}): Promise<Visit> {
    const page = await this.blank(theme);
    await page.setViewportSize({ width, height: 1000 });
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('requestfailed', (request) => faults.push(`${request.url()} ${request.failure()?.errorText}`));
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
