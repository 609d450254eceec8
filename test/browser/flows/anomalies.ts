import { type Flow, panelOf, searched, type Visits } from '../visits';

const CHART = 'Volume and what was expected';

async function showsOneAlone(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('anomalies');
  await searched(page);
  const row = panelOf(page, 'Who left their normal').locator('tbody tr').first();
  const name = (await row.locator('a').first().textContent()) ?? '';
  const total = (await row.locator('td').nth(8).textContent()) ?? '';
  await row.locator('td').first().click();
  await panelOf(page, CHART).getByText(name, { exact: true }).waitFor();
  await searched(page);
  expect(new URL(page.url()).searchParams.get('form.entity')).toBe(name);
  await page.reload();
  await searched(page);
  expect(await panelOf(page, CHART).textContent()).toContain(`${name}${total} messages`);
  expect(faults).toEqual([]);
  await page.close();
}

async function leadsFromCellsToEvents(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('anomalies');
  await searched(page);
  const first = panelOf(page, 'Hours of the week').locator('td button').first();
  const words = (await first.getAttribute('aria-label')) ?? '';
  await first.focus();
  await page.keyboard.press('Enter');
  const events = page.locator('[data-test=events]');
  await events.locator('tbody tr').first().waitFor();
  const counted = /: ([\d,]+) /.exec(words)?.[1];
  expect(await page.locator('[data-test=event-count]').textContent()).toBe(`${counted} events`);
  expect(faults).toEqual([]);
  await page.close();
}

export const flows: Readonly<Record<string, Flow>> = {
  'a row shows its series alone, also after a reload': showsOneAlone,
  'a cell of the week leads to its events': leadsFromCellsToEvents,
};
