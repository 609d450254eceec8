import { type Flow, panelOf, searched, type Visits } from '../visits';

async function leadsToMessagesOfFile(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('attachments');
  await searched(page);
  const rows = panelOf(page, 'Dangerous and suspicious files').locator('tbody tr');
  await rows.first().locator('td').first().click();
  const told = page.locator('[data-test=event-count]').filter({ hasText: /^[1-9]\d* events?$/ });
  await told.waitFor();
  expect(new URL(page.url()).searchParams.get('event.file_name')).not.toBe('');
  expect(faults).toEqual([]);
  await page.close();
}

async function judgesByDay(visits: Visits): Promise<void> {
  const { page, faults } = await visits.open('attachments', { query: '?form.span=1d' });
  await searched(page);
  const verdicts = panelOf(page, 'Volume sent outside, against the usual').locator(
    'tbody tr td:nth-child(2)',
  );
  await verdicts.first().waitFor();
  // One day of history judges nobody.
  expect(new Set(await verdicts.allTextContents())).toEqual(new Set(['insufficient history']));
  await page.reload();
  await searched(page);
  expect(new URL(page.url()).searchParams.get('form.span')).toBe('1d');
  expect(await verdicts.first().textContent()).toBe('insufficient history');
  expect(faults).toEqual([]);
  await page.close();
}

export const flows: Readonly<Record<string, Flow>> = {
  'a dangerous file leads to its messages': leadsToMessagesOfFile,
  'senders are judged by days where asked, which survives a reload': judgesByDay,
};
