import { join } from 'node:path';
import { readApp } from '../../workbench/conf/app';
import { readCollections } from '../../workbench/conf/collections';
import { KvStore } from '../../workbench/jobs/kv-store';
import { keepSampleKnowledge } from '../../workbench/sample-company';

const own = { collection: 'smtp_watch_own_domains', user: 'nobody' };

test('what the sample company owns is known while its logs are loaded, beside what people keep', () => {
  const kv = new KvStore(readCollections(readApp(join(__dirname, '..', '..', 'dist', 'smtp_watch'))));
  const domains = (): unknown[] => kv.records(own).map(({ domain }) => domain);
  kv.insert(own, { domain: 'example.com', source: 'setup' });
  keepSampleKnowledge(kv, true);
  keepSampleKnowledge(kv, true);
  expect(domains()).toEqual(['example.com', 'quartzhealth.example']);
  expect(kv.records({ collection: 'smtp_watch_vips', user: 'nobody' }).length).toBeGreaterThan(0);
  keepSampleKnowledge(kv, false);
  expect(domains()).toEqual(['example.com']);
  expect(kv.records({ collection: 'smtp_watch_vips', user: 'nobody' })).toEqual([]);
});
