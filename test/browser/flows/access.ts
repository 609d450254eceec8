import { type Flow, panelOf, searched, type Visits } from '../visits';

async function leadsFromSpraysToSource(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('access');
  await searched(page);
  const map = panelOf(page, 'Failed log-ins by user and source');
  const source = map.locator('thead th a').first();
  const address = await source.textContent();
  const cell = map.getByRole('button', { name: new RegExp(`, ${address}: `) }).first();
  const told = (await cell.getAttribute('aria-label')) ?? '';
  await cell.click();
  const count = page.locator('[data-test=event-count]').filter({ hasText: /^\d+ events?$/ });
  await count.waitFor();
  expect(Number.parseInt((await count.textContent()) ?? '', 10)).toBe(Number(/: (\d+)/.exec(told)?.[1]));
  await page.keyboard.press('Escape');
  await source.click();
  await page.waitForURL(/form.kind=ip/);
  await panelOf(page, 'Log-ins').locator('tbody tr').first().waitFor();
  expect(await page.getByRole('textbox', { name: 'What to look into' }).inputValue()).toBe(address);
  expect(faults).toEqual([]);
  await page.close();
}

async function advisesOnFault(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('access', { width: 1000 });
  await searched(page);
  const row = panelOf(page, 'Faults of own servers')
    .locator('tbody tr', { hasText: 'Mail handed in' })
    .first();
  const advice = (await row.textContent()) ?? '';
  for (const setting of ['smtpd_tls_', 'received_port', 'confAUTH_OPTIONS', 'Set-ReceiveConnector'])
    expect(advice).toContain(setting);
  const seen = Number(await row.locator('td').nth(3).textContent());
  await row.click();
  const count = page.locator('[data-test=event-count]').filter({ hasText: /^\d+ events?$/ });
  await count.waitFor();
  expect(Number.parseInt((await count.textContent()) ?? '', 10)).toBe(seen);
  expect(faults).toEqual([]);
  await page.close();
}

export const flows: Readonly<Record<string, Flow>> = {
  'a cell of the map of log-ins leads to its events, its source to all there is about it':
    leadsFromSpraysToSource,
  'a fault of a server tells what to change, and leads to its events': advisesOnFault,
};
