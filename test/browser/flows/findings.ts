import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { type Flow, panelOf, searched, type Visit, type Visits } from '../visits';

const rowsOf = (page: Page): Locator => panelOf(page, 'Findings').locator('tbody tr');
const told = (page: Page): Locator => page.locator('[data-test=told]');
const countOf = async (page: Page): Promise<number> =>
  Number.parseInt((await page.locator('[data-test=count]').textContent()) ?? '', 10);

async function open(visits: Visits, query = ''): Promise<Visit> {
  const visit = await visits.open('findings', { query });
  await searched(visit.page);
  return visit;
}

/** Sends what a page of the reader sends to the KV store. */
function save(page: Page, collection: string, record: object): Promise<void> {
  return page.evaluate(
    async ([name, body]) => {
      const key = /splunkweb_csrf_token_\d+=([^;]+)/.exec(document.cookie)?.[1] ?? '';
      const path = `/en-US/splunkd/__raw/servicesNS/nobody/smtp_watch/storage/collections/data/${name}/batch_save`;
      const headers = {
        'Content-Type': 'application/json',
        'X-Splunk-Form-Key': key,
        'X-Requested-With': 'XMLHttpRequest',
      };
      const response = await fetch(path, { method: 'POST', headers, body });
      if (!response.ok) throw new Error(await response.text());
    },
    [collection, JSON.stringify([record])] as const,
  );
}

async function triages(visits: Visits): Promise<void> {
  const { page, faults } = await open(visits, '?form.text=scanner');
  await rowsOf(page).first().click();
  const panel = page.locator('[data-test=finding]');
  await panel.locator('[data-test=case-events] tbody tr').first().waitFor();
  expect(await panel.textContent()).toContain('What to do');
  await panel.getByRole('button', { name: /the owner$/ }).click();
  await panel.getByRole('textbox', { name: 'Note' }).fill('<b>looked</b> at "it"');
  await panel.getByRole('button', { name: 'Save' }).click();
  await told(page).getByText('Saved.').waitFor();

  // Somebody else, with a link to it, says something else meanwhile.
  const other = await open(visits, new URL(page.url()).search);
  const theirs = other.page.locator('[data-test=finding]');
  expect(await theirs.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('<b>looked</b> at "it"');
  await theirs.locator('[data-test=history] li').first().waitFor();
  await theirs.getByRole('textbox', { name: 'Note' }).fill('theirs');
  await theirs.getByRole('button', { name: 'Save' }).click();
  await told(other.page).getByText('Saved.').waitFor();

  await panel.getByRole('textbox', { name: 'Note' }).fill('mine');
  await panel.getByRole('button', { name: 'Save' }).click();
  await told(page)
    .getByText(/changed it meanwhile.*theirs/)
    .waitFor();
  expect(await panel.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('mine');
  expect([...faults, ...other.faults]).toEqual([]);
  await other.page.close();
  await page.close();
}

async function editsMany(visits: Visits): Promise<void> {
  const query = '?form.detection=own-domain-spoof';
  const { page, faults } = await open(visits, query);
  const before = await countOf(page);
  expect(before).toBeGreaterThan(1);
  await panelOf(page, 'Findings')
    .locator('thead [role=checkbox], thead input[type=checkbox]')
    .first()
    .click();
  await page.getByRole('button', { name: 'Edit…' }).click();
  const form = page.locator('[role=dialog]');
  await form.getByRole('textbox').first().fill('ann');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await panelOf(page, 'Owners').getByRole('button', { name: /^ann/ }).waitFor();
  await page.reload();
  await searched(page);
  await panelOf(page, 'Owners').getByRole('button', { name: /^ann/ }).click();
  expect(await countOf(page)).toBe(before);
  expect(new URL(page.url()).searchParams.get('form.owner')).toBe('ann');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const lines = readFileSync(await (await coming).path(), 'utf8').trimEnd();
  expect(lines.match(/Own domain from outside/g)).toHaveLength(before);
  expect(faults).toEqual([]);
  await page.close();
}

async function allowlists(visits: Visits): Promise<void> {
  const { page, faults } = await open(visits, '?form.detection=tls-downgrade');
  expect(await countOf(page)).toBe(1);
  await rowsOf(page).first().click();
  await page.locator('[data-test=finding]').getByRole('button', { name: 'Allowlist…' }).click();
  const form = page.getByRole('dialog', { name: 'Put on the allowlist' });
  expect(await form.locator('[data-test=covers]').textContent()).toContain('1 of the findings');
  expect(await form.getByRole('button', { name: 'Allowlist' }).isDisabled()).toBe(true);
  await form.getByRole('textbox').first().fill('partner without TLS');
  await form.getByRole('button', { name: '7 days' }).click();
  await form.getByRole('button', { name: 'Allowlist' }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByText('allowlisted: partner without TLS').waitFor();
  await page.goto(`${visits.addressOf('findings')}?form.list=allowlist`);
  await searched(page);
  const entry = panelOf(page, 'Allowlist').locator('tbody tr', { hasText: 'partner without TLS' });
  expect(await entry.textContent()).toContain('counts');
  await entry.getByRole('button').click();
  await entry.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await entry.waitFor();
  await entry.getByRole('button').click();
  await entry.waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
  await page.close();
}

async function allowlistsByHand(visits: Visits): Promise<void> {
  const { page, faults } = await open(visits, '?form.list=allowlist');
  await page.getByRole('button', { name: 'Add entry…' }).click();
  const form = page.getByRole('dialog', { name: 'Add to the allowlist' });
  const [entity, reason] = [form.getByRole('textbox').first(), form.getByRole('textbox').nth(1)];
  await entity.fill('198.51.100.9/24');
  await reason.fill('scanner of our own');
  await form.getByText('has bits beyond its first 24').waitFor();
  expect(await form.getByRole('button', { name: 'Allowlist' }).isDisabled()).toBe(true);
  await entity.fill('198.51.100.0/24');
  await form.getByRole('button', { name: 'Allowlist' }).click();
  await form.waitFor({ state: 'detached' });
  const entry = panelOf(page, 'Allowlist').locator('tbody tr', { hasText: 'scanner of our own' });
  expect(await entry.textContent()).toContain('198.51.100.0/24every detectioncounts');
  await page.reload();
  await entry.getByRole('button').click();
  await entry.waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
  await page.close();
}

async function showsHostileText(visits: Visits): Promise<void> {
  const hostile = '<img src=x onerror="window.hit=1">"|`x`$t$\u202Etxt';
  const { page } = await open(visits);
  const finding = {
    _key: 'hostile',
    key: 'hostile',
    detection: 'spam-rate',
    entity: hostile,
    entity_type: 'address',
    score: 1,
    severity: 'low',
    reasons: [`text: ${hostile}`],
    related: [hostile, '=1+1'],
    mitre: 'T1566',
    last_time: 1,
    drilldown: '`smtp_watch_events` src="none"',
  };
  await save(page, 'smtp_watch_findings', finding);
  const { page: shown, faults } = await open(visits, '?form.finding=hostile&form.severity=low');
  const panel = shown.locator('[data-test=finding]');
  await panel.getByText('The events are no longer there').waitFor();
  expect(await panel.textContent()).toContain(hostile);
  expect(await shown.locator('[data-panel=Findings]').textContent()).toContain(hostile);
  expect(
    await shown.evaluate(() => 'hit' in window || document.querySelector('[data-panel] img') !== null),
  ).toBe(false);
  expect(faults).toEqual([]);
  await shown.close();
  await page.close();
}

export const flows: Readonly<Record<string, Flow>> = {
  'what is said of a finding survives, is told by a link, and is not overwritten unseen': triages,
  'many findings are given to somebody at once, found again and taken along': editsMany,
  'what a finding is about is allowlisted, and taken off again': allowlists,
  'an entry of the allowlist is written by hand, its faults told': allowlistsByHand,
  'hostile text in a finding is shown as text': showsHostileText,
};
