import { coverageOf, evidenceIn } from '../../../app/setup/coverage';
import { LIST_EVIDENCE, LOG_EVIDENCE } from '../../../app/setup/evidence';
import { LISTS } from '../../../app/setup/lists';
import { DETECTIONS } from '../../../schema/detections';
import { NEEDS_OF } from '../../../schema/evidence';

test('the needs of every detection are written down, and of nothing else', () => {
  expect(Object.keys(NEEDS_OF).sort()).toEqual(DETECTIONS.map(({ name }) => name).sort());
});

test('detections that find nothing without own domains need them', () => {
  const needing = DETECTIONS.filter(({ needsOwnDomains }) => needsOwnDomains).map(({ name }) => name);
  const without = needing.filter((name) => !NEEDS_OF[name]?.needs.flat().includes('own_domains'));
  expect(without).toEqual([]);
});

test('evidence that people give is on a list of the page', () => {
  const collections = LISTS.map(({ collection }) => collection);
  expect(Object.values(LIST_EVIDENCE).map(({ collection }) => collection)).toEqual(collections);
});

test('a detection sees nothing without what it needs, less without what sharpens it', () => {
  const shown = [{ sourcetype: 'zeek:smtp', messages: '5', replies: '4', logins: '0' }];
  const owned = { smtp_watch_own_domains: 1, smtp_watch_vips: 0 };
  const there = evidenceIn(shown, owned);
  expect([...there].sort()).toEqual(['messages', 'own_domains', 'replies']);
  expect(coverageOf('spam-rate', true, there)).toEqual({
    sight: 'good',
    has: ['messages', 'replies of servers'],
    lacks: [],
  });
  expect(coverageOf('brute-force', true, there)).toEqual({
    sight: 'missing',
    has: [],
    lacks: [{ title: 'log-ins', remedy: LOG_EVIDENCE.logins.remedy }],
  });
  expect(coverageOf('mass-mailing', true, there)?.sight).toBe('weak');
  expect(coverageOf('snowshoe', true, there)).toMatchObject({
    sight: 'good',
    has: ['messages', 'replies of servers'],
  });
  expect(coverageOf('spam-rate', false, there)?.sight).toBe('off');
  expect(coverageOf('constructor', true, there)).toBeUndefined();
});
