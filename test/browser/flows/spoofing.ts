import { type Flow, panelOf, searched, type Visits } from '../visits';

async function leadsToEventsOfSign(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('spoofing');
  await searched(page);
  const sign = panelOf(page, 'Signs of forgery').locator('button[title$="show its events"]').first();
  const count = Number((await sign.locator('> span').last().textContent())?.replace(/\D/g, ''));
  await sign.click();
  const told = page.locator('[data-test=event-count]');
  await told.filter({ hasText: /^[\d,]+ events?$/ }).waitFor();
  const events = Number((await told.textContent())?.replace(/\D/g, ''));
  // Those that smtpspoof still calls clean show the sign as well.
  expect(events).toBeGreaterThanOrEqual(count);
  expect(new URL(page.url()).searchParams.get('event.spoof_reasons')).toMatch(/^[a-z_]+$/);
  await page.reload();
  await told.filter({ hasText: /^[\d,]+ events?$/ }).waitFor();
  expect(Number((await told.textContent())?.replace(/\D/g, ''))).toBe(events);
  expect(faults).toEqual([]);
  await page.close();
}

async function comparesLookAlike(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('spoofing');
  await searched(page);
  const pairs = panelOf(page, 'Look-alike domains');
  const compared = await pairs.getByRole('img').first().getAttribute('aria-label');
  expect(compared).toMatch(/^\S+ and below it \S+: “.+” (?:added|left out|instead of “.+”)/);
  await pairs
    .getByRole('button', { name: /messages$/ })
    .first()
    .click();
  const told = page.locator('[data-test=event-count]').filter({ hasText: /^[1-9]\d* events?$/ });
  await told.waitFor();
  expect(faults).toEqual([]);
  await page.close();
}

export const flows: Readonly<Record<string, Flow>> = {
  'a sign of forgery leads to its messages, which survive a reload': leadsToEventsOfSign,
  'a look-alike domain is compared and leads to its messages': comparesLookAlike,
};
