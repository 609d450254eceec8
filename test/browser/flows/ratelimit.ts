import type { Page } from 'playwright-core';
import { type Flow, panelOf, searched, type Visits } from '../visits';

const shown = (page: Page, title: string) => panelOf(page, title).locator('[data-test=single]').textContent();
const inputsOf = (page: Page) => page.locator('[data-test=inputs]');

async function triesAnotherLimit(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('ratelimit');
  await searched(page);
  const before = await shown(page, 'Suggested rate');
  await inputsOf(page).getByText('policyd-rate-limit: 10 messages a minute').click();
  await page.getByText('mailcow: 45 recipients a minute').click();
  await inputsOf(page).getByText('Recipients', { exact: true }).waitFor();
  const state = new URL(page.url()).searchParams;
  expect(['rate', 'unit', 'per', 'burst'].map((name) => state.get(`form.${name}`))).toEqual([
    '45',
    'recipient',
    '1m',
    '45',
  ]);
  await searched(page);
  const after = await shown(page, 'Suggested rate');
  expect(after).not.toBe(before);
  await page.reload();
  await searched(page);
  expect(await shown(page, 'Suggested rate')).toBe(after);
  expect(await inputsOf(page).textContent()).toContain('mailcow: 45 recipients a minute');
  expect(faults).toEqual([]);
  await page.close();
}

async function refusesWhatIsNoLimit(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('ratelimit', {
    query: '?form.rate=0&form.mail=%7C+delete&events=mail',
  });
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').textContent()).toBe(
    'Rate is "0", expected a whole number from 1 to 1000000. Mail is "| delete", expected one of all, servers.',
  );
  expect(await page.locator('[data-panel], [data-test=events]').count()).toBe(0);
  expect(faults).toEqual([]);
  await page.close();
}

export const flows: Readonly<Record<string, Flow>> = {
  'a preset sets the whole limit, also after a reload': triesAnotherLimit,
  'nothing is searched with what is no limit': refusesWhatIsNoLimit,
};
