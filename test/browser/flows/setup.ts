import type { Page } from 'playwright-core';
import { type Flow, panelOf, searched, type Visits } from '../visits';

const LISTS = '?section=lists&list=';

const namedIn = (page: Page, title: string): Promise<string[]> =>
  panelOf(page, title).locator('tbody tr td:first-child').allTextContents();

async function addLines(page: Page, lines: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Entries' }).fill(lines);
  await page.getByRole('textbox', { name: 'Reason' }).fill('said so by the post room');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
}

async function keepsOwnDomain(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('setup', { query: `${LISTS}smtp_watch_own_domains` });
  await searched(page);
  const before = await namedIn(page, 'Own domains');
  const suggested = (await namedIn(page, 'Suggested own domains'))[0] ?? '';
  await page.getByRole('button', { name: `Add ${suggested}`, exact: true }).click();
  await page.getByText('Added 1 entry.').waitFor();
  await addLines(page, 'Kept.Example.COM');
  await panelOf(page, 'Own domains').getByText('kept.example.com').waitFor();
  await page.reload();
  await searched(page);
  const after = await namedIn(page, 'Own domains');
  expect(after).toEqual([...before, suggested, 'kept.example.com'].sort());
  // What searches take for inside has changed with the list: the domain is suggested no more.
  expect(await namedIn(page, 'Suggested own domains')).not.toContain(suggested);

  for (const name of [suggested, 'kept.example.com']) {
    await page.getByRole('button', { name: `Remove ${name}` }).click();
    await page.getByText(`Removed ${name}.`).waitFor();
  }
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('kept.example.com is back.').waitFor();
  await page.getByRole('button', { name: 'Remove kept.example.com' }).click();
  await page.getByText('Removed kept.example.com.').waitFor();
  expect(await namedIn(page, 'Own domains')).toEqual(before);
  expect(faults).toEqual([]);
  await page.close();
}

async function namesFaults(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('setup', { query: `${LISTS}smtp_watch_own_networks` });
  await searched(page);
  const before = await namedIn(page, 'Networks and servers');
  await addLines(page, '198.51.100.0/24\n198.51.100.7/24\n\n<img src=x onerror=alert(1)>');
  const told = page.getByRole('alert');
  expect(await told.locator('li').allTextContents()).toEqual([
    'Line 2: “198.51.100.7/24”, the address has bits beyond its first 24: expected the first of the network',
    'Line 4: “<img src=x onerror=alert(1)>”, expected a network such as 192.0.2.0/24 or 2001:db8::/32, or an address',
  ]);
  expect(await namedIn(page, 'Networks and servers')).toEqual(before);
  expect(faults).toEqual([]);
  await page.close();
}

async function leadsToWhatIsMissing(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('setup');
  await searched(page);
  // Splunk leads everybody here until somebody says so.
  await page.getByRole('button', { name: 'Setup is done' }).click();
  await page.getByRole('button', { name: 'Setup is done' }).waitFor({ state: 'detached' });
  const old = panelOf(page, 'What is missing').locator('li[data-standing=weak]').first();
  expect(await old.locator('h3').textContent()).toBe('To improve: There are old events only');
  await old.getByRole('link').click();
  await searched(page);
  expect(new URL(page.url()).searchParams.get('section')).toBe('sources');
  expect((await namedIn(page, 'Sources')).sort()).toContain('postfix_syslog');
  await page.getByRole('tab', { name: 'Coverage' }).click();
  await searched(page);
  const blind = panelOf(page, 'Coverage').locator('tr[data-sight=missing] td:first-child');
  expect(await blind.allTextContents()).toEqual(['Malicious link in mail']);
  await page.goBack();
  await panelOf(page, 'Sources').waitFor();
  expect(faults).toEqual([]);
  await page.close();
}

async function turnsAlertOff(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('setup', { query: '?section=alerts' });
  await searched(page);
  const alert = page.getByRole('switch', { name: 'Spam rate' });
  const row = panelOf(page, 'Scheduled alerts').locator('tbody tr', { has: alert });
  await row.getByText(/^found \d+, took/).waitFor();
  await alert.click();
  await page.getByText('Spam rate is off.').waitFor();
  await page.reload();
  await searched(page);
  expect(await alert.getAttribute('aria-checked')).toBe('false');
  await alert.click();
  await page.getByText('Spam rate is on.').waitFor();
  expect(faults).toEqual([]);
  await page.close();
}

async function setsThreshold(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('setup', { query: '?section=thresholds' });
  await searched(page);
  const name = 'Server fan-out: servers';
  const value = page.getByRole('textbox', { name });
  await value.fill('1');
  await page.getByText('expected a whole number from 2 to 10000').waitFor();
  expect(await page.getByRole('button', { name: `Save ${name}` }).isDisabled()).toBe(true);
  await value.fill('7');
  await page.getByRole('button', { name: `Save ${name}` }).click();
  await page.getByText(`${name} is 7.`).waitFor();
  await page.reload();
  await searched(page);
  expect(await value.inputValue()).toBe('7');
  await page.getByRole('button', { name: `Reset ${name}` }).click();
  await page.getByText(`${name} is 5 again, as the app comes.`).waitFor();
  expect(await value.inputValue()).toBe('5');
  expect(faults).toEqual([]);
  await page.close();
}

export const flows: Readonly<Record<string, Flow>> = {
  'an own domain is added, survives a reload, is used by searches and can be removed': keepsOwnDomain,
  'a pasted list with faults adds nothing and names each line': namesFaults,
  'what is missing leads to where it is seen': leadsToWhatIsMissing,
  'a threshold is changed and reset': setsThreshold,
  'an alert is turned off and on': turnsAlertOff,
};
