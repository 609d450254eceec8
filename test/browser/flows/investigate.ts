import { type Flow, panelOf, searched, type Visits } from '../visits';

async function pivots(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('overview');
  await searched(page);
  const link = panelOf(page, 'Sources by sending rate').locator('tbody a').first();
  const source = await link.textContent();
  await link.click();
  await page.waitForURL(/investigate/);
  await searched(page);
  expect(await page.getByRole('textbox', { name: 'What to look into' }).inputValue()).toBe(source);
  const rates = panelOf(page, 'As a sender of mail').locator('tbody tr');
  await rates.first().waitFor();
  expect(await rates.count()).toBe(1);

  expect(await panelOf(page, 'Findings about it').locator('tbody').textContent()).toContain('spam-rate');

  const peer = panelOf(page, 'Who wrote to whom').locator('tbody td:nth-child(2) a').first();
  const recipient = await peer.textContent();
  await peer.click();
  await page.waitForURL(/form.kind=address/);
  await searched(page);
  const peers = await panelOf(page, 'Who wrote to whom').locator('tbody').textContent();
  expect(peers).toContain(recipient);
  await page.reload();
  await searched(page);
  expect(await panelOf(page, 'Who wrote to whom').locator('tbody').textContent()).toBe(peers);
  await page.goBack();
  await page.waitForURL(/form.kind=ip/);
  expect(faults).toEqual([]);
  await page.close();
}

async function findsWhatIsTyped(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('investigate');
  await searched(page);
  await page
    .getByRole('textbox', { name: 'What to look into' })
    .fill('"><img src=x onerror=alert(1)>`| delete $x$');
  await page.keyboard.press('Enter');
  await panelOf(page, 'Newest messages').waitFor();
  await searched(page);
  expect(await panelOf(page, 'Newest messages').textContent()).toContain(
    'No row of this time range names it',
  );
  expect(new URL(page.url()).searchParams.get('form.kind')).toBe('user');
  expect(await page.locator('img[src=x]').count()).toBe(0);
  expect(faults).toEqual([]);
  await page.close();
}

async function leadsToFinding(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('investigate');
  await searched(page);
  const link = panelOf(page, 'Newest findings').locator('tbody td:nth-child(4) a').first();
  const key = new URL((await link.getAttribute('href')) ?? '', page.url()).searchParams.get('form.finding');
  await link.click();
  await page.locator('[data-test=finding]').getByRole('button', { name: 'Copy link' }).waitFor();
  expect(new URL(page.url()).searchParams.get('form.finding')).toBe(key);
  expect(faults).toEqual([]);
  await page.close();
}

async function looksBelowDomains(visits: Visits): Promise<void> {
  const shown = { domain: '[data-test=empty]', subdomains: 'tbody tr' };
  for (const [kind, expected] of Object.entries(shown)) {
    const { page, faults } = await visits.open('investigate', {
      query: `?form.kind=${kind}&form.entity=EXAMPLE`,
    });
    await searched(page);
    await panelOf(page, 'Newest messages').locator(expected).first().waitFor();
    expect(faults).toEqual([]);
    await page.close();
  }
}

export const flows: Readonly<Record<string, Flow>> = {
  'a value leads to what is known of it, and on to a peer and back': pivots,
  'a finding leads to itself on the page of alerts': leadsToFinding,
  'a domain is looked into with all below it where that is chosen': looksBelowDomains,
  'what is typed is looked into, whatever it holds': findsWhatIsTyped,
};
