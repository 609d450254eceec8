import { readFileSync } from 'node:fs';
import { type Flow, panelOf, searched, type Visits } from '../visits';

async function exportsRows(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('overview');
  await searched(page);
  await page.getByRole('button', { name: 'More about Top senders' }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export CSV' }).click();
  const download = await coming;
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(download.suggestedFilename()).toBe('top-senders.csv');
  expect(lines[0]).toBe('sender_address,count,percent');
  expect(lines).toHaveLength(11);
  expect(faults).toEqual([]);
  await page.close();
}

async function sortsByColumn(visits: Visits): Promise<void> {
  const { page } = await visits.open('overview');
  await searched(page);
  const table = panelOf(page, 'Sources by sending rate');
  await table.getByRole('button', { name: 'Rows' }).click();
  const counts = await table
    .locator('tbody tr td:nth-child(4)')
    .evaluateAll((cells) => cells.map((cell) => Number(cell.textContent?.replace(/,/g, ''))));
  expect(counts).toEqual(counts.toSorted((left, right) => right - left));
  await page.close();
}

async function leadsToInvestigate(visits: Visits): Promise<void> {
  const { page } = await visits.open('overview', { query: '?earliest=0&latest=now' });
  await searched(page);
  const link = panelOf(page, 'Sources by sending rate').locator('tbody a').first();
  const address = new URL((await link.getAttribute('href')) ?? '', page.url());
  expect(address.pathname).toBe('/en-US/app/smtp_watch/investigate');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    'form.kind': 'ip',
    'form.entity': await link.textContent(),
    earliest: '0',
    latest: 'now',
  });
  await page.close();
}

export const flows: Readonly<Record<string, Flow>> = {
  'the rows of a panel can be taken along as CSV': exportsRows,
  'a table is sorted by a column': sortsByColumn,
  'a value leads to the Investigate page, the time range kept': leadsToInvestigate,
};
