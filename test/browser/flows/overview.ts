import { type Flow, panelOf, searched, type Visits } from '../visits';

/** Numbers of a part of the log are compared with the time before it; all of the log has none. */
async function tellsTrends(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('overview');
  await searched(page);
  const trend = panelOf(page, 'Messages').locator('[data-test=trend]');
  expect(await trend.textContent()).toBe('Nothing logged before');
  const data = (await page.locator('[data-test=extent]').textContent()) ?? '';
  const [first = 0, last = 0] = [...data.matchAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g)].map(([time]) =>
    Date.parse(`${time.replace(' ', 'T')}Z`),
  );
  const [middle, end] = [(first + last) / 2000, last / 1000].map(Math.round);
  await page.goto(`${visits.addressOf('overview')}?earliest=${middle}&latest=${end}`);
  await searched(page);
  await trend.filter({ hasText: ' before' }).waitFor();
  expect(await trend.textContent()).toMatch(
    /^[▲▼=](up |down )? (\d[\d,.]* % on|the same as in) \d+ h before$/,
  );
  expect(faults).toEqual([]);
  await page.close();
}

/** The number of open alerts of a severity is that of the alerts that it leads to. */
async function leadsToAlerts(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('overview');
  await searched(page);
  const link = panelOf(page, 'Open alerts').getByRole('link').first();
  const count = (await link.locator('span').first().textContent()) ?? '';
  await link.click();
  await page.waitForURL(/\/findings\?form\.severity=critical$/);
  await searched(page);
  await page.locator('tbody tr').first().waitFor();
  expect(await page.locator('tbody tr').count()).toBe(Number(count));
  expect(faults).toEqual([]);
  await page.close();
}

export const flows: Readonly<Record<string, Flow>> = {
  'numbers are compared with the time before': tellsTrends,
  'open alerts lead to the page of alerts': leadsToAlerts,
};
