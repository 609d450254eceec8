import { type Flow, panelOf, searched, type Visits } from '../visits';

const text = (value: string | null): string => value ?? '';

/** A direction chosen narrows the page and what is behind its rows, and is kept in the address. */
async function choosesDirection(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('senders', { query: '?form.rank=newness' });
  await searched(page);
  const senders = panelOf(page, 'Senders').locator('[data-test=single]');
  const all = Number(await senders.textContent());
  await page.locator('[data-test=inputs]').getByRole('combobox').first().click();
  await page.getByRole('option', { name: /^Inside/ }).click();
  await page.waitForFunction(() => location.search.includes('form.direction=inside'));
  await searched(page);
  const inside = Number(await senders.textContent());
  expect(inside).toBeGreaterThan(0);
  expect(inside).toBeLessThan(all);
  await page.reload();
  await searched(page);
  expect(Number(await senders.textContent())).toBe(inside);
  expect(new URL(page.url()).searchParams.get('form.rank')).toBe('newness');

  const row = panelOf(page, 'Pairs with the most messages').locator('tbody tr').first();
  const messages = text(await row.locator('td').nth(2).textContent());
  await row.locator('td').nth(2).click();
  const count = page.locator('[data-test=events] [data-test=event-count]');
  await page.locator('[data-test=events] tbody tr').first().waitFor();
  expect(text(await count.textContent())).toMatch(new RegExp(`^${messages} events?$`));
  expect(faults).toEqual([]);
  await page.close();
}

/** A ribbon is reached and pressed by keyboard, and leads to as many events as it stands for. */
async function followsRibbon(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('senders');
  await searched(page);
  const ribbon = panelOf(page, 'Who writes to whom').locator('path[role=button]').first();
  const words = text(await ribbon.getAttribute('aria-label'));
  const messages = /: ([\d,]+) messages$/.exec(words)?.[1];
  await ribbon.focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-test=events] tbody tr').first().waitFor();
  expect(text(await page.locator('[data-test=event-count]').textContent())).toBe(`${messages} events`);
  expect(faults).toEqual([]);
  await page.close();
}

export const flows: Readonly<Record<string, Flow>> = {
  'a direction is chosen, survives a reload and holds for events': choosesDirection,
  'a ribbon leads to its events by keyboard': followsRibbon,
};
