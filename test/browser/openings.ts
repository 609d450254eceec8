import type { Page } from 'playwright-core';
import { panelOf, searched } from './visits';

/** Something that is not there until it is opened. */
export interface Opening {
  readonly title: string;
  open(page: Page): Promise<void>;
  /** Selector of what has been opened. */
  readonly part: string;
  /** How it is closed; Escape when absent. */
  close?(page: Page): Promise<void>;
}

const DIALOG = '[role=dialog]';
const FINDING = '[data-test=finding]';
const nothing = async (): Promise<void> => undefined;

const tab = (title: string, part: string): Opening => ({
  title: `the tab ${title}`,
  async open(page) {
    await page.getByRole('tab', { name: title, exact: true }).click();
    await searched(page);
  },
  part,
  close: nothing,
});

const list = (title: string): Opening => tab(title, `[data-panel="Add to ${title.toLowerCase()}"]`);

/** What can be opened on pages, by page, in an order in which each is there to be opened. */
export const OPENINGS: Readonly<Record<string, readonly Opening[]>> = {
  overview: [
    {
      title: 'the menu of a panel',
      open: (page) =>
        page
          .getByRole('button', { name: /^More about/ })
          .first()
          .click(),
      part: '[role=menu]',
    },
    {
      title: 'the choice of a time range',
      open: (page) => page.locator('[data-test=time-range]').click(),
      part: '[data-test=popover]',
    },
    {
      title: 'the events behind a row',
      async open(page) {
        await panelOf(page, 'Sources by sending rate').locator('tbody tr').first().click();
        await page.locator('[data-test=events] tbody button').first().click();
      },
      part: '[data-test=events]',
    },
  ],
  findings: [
    {
      title: 'a finding',
      async open(page) {
        await panelOf(page, 'Findings').locator('tbody tr').first().click();
        await page.locator(`${FINDING} [data-test=event-count]`, { hasText: /^\d/ }).waitFor();
      },
      part: FINDING,
      close: nothing,
    },
    {
      title: 'the allowlist’s form',
      async open(page) {
        await page.locator(FINDING).getByRole('button', { name: 'Allowlist…' }).click();
        await page.getByRole('dialog', { name: 'Put on the allowlist' }).waitFor();
      },
      part: DIALOG,
      close: (page) => page.getByRole('button', { name: 'Cancel' }).click(),
    },
    {
      title: 'triage of many',
      async open(page) {
        await page.locator(FINDING).getByRole('button', { name: 'Close' }).click();
        await panelOf(page, 'Findings').locator('tbody [role=checkbox], tbody input').first().click();
        await page.getByRole('button', { name: 'Edit…' }).click();
      },
      part: DIALOG,
      close: (page) => page.getByRole('button', { name: 'Cancel' }).click(),
    },
    tab('Allowlist', '[data-panel=Allowlist]'),
  ],
  investigate: [
    {
      title: 'an entity',
      async open(page) {
        await panelOf(page, 'Loudest sources').locator('tbody a').first().click();
        await panelOf(page, 'As a sender of mail').waitFor();
        await searched(page);
      },
      part: 'body',
      close: nothing,
    },
  ],
  setup: [
    tab('Lists', '[data-panel="Own domains"]'),
    ...['Own domains', 'Indicators'].map(list),
    tab('Thresholds', '[data-panel=Thresholds]'),
    tab('Alerts', '[data-panel="Scheduled alerts"]'),
    tab('Sources', '[data-panel=Sources]'),
    tab('Coverage', '[data-panel=Coverage]'),
  ],
};

/** Closes what has been opened. */
export async function close(page: Page, opening: Opening): Promise<void> {
  if (opening.close !== undefined) return opening.close(page);
  await page.keyboard.press('Escape');
  await page.locator(opening.part).waitFor({ state: 'detached' });
}
