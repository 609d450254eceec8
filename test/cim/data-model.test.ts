import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIELDS } from '../../schema/fields';
import type { Workbench } from '../../workbench/jobs/workbench';
import { openWorkbench, rowsOf } from './loaded-workbench';

const ROOT = join(__dirname, '..', '..');
const CASES = join(ROOT, 'test', 'cases', 'ingest');

interface Model {
  readonly objects: readonly { readonly fields: readonly { readonly fieldName: string }[] }[];
}

let workbench: Workbench;

beforeAll(async () => {
  const cases = ['tsv-traps', 'json-styles', 'suricata-eve', 'stream-smtp', 'exchange-protocol'];
  const files = cases.map((name) => join(CASES, name, 'input.log'));
  workbench = await openWorkbench([join(ROOT, 'samples', 'maccdc2012-twin.log'), ...files]);
});
afterAll(() => workbench.engine.close());

const count = async (spl: string): Promise<number> =>
  Number((await rowsOf(workbench, spl))[0]?.['count'] ?? 0);

test.each([
  ['Messages', 'tag=email'],
  ['Messages.Delivered', 'tag=email tag=delivery'],
  ['Messages.Refused', 'tag=email NOT tag=delivery'],
  ['Sessions', 'tag=smtp_session'],
  ['Logins', 'tag=authentication'],
  ['Logins.Failed_Logins', 'tag=authentication action=failure'],
  ['Logins.Successful_Logins', 'tag=authentication action=success'],
])('%s holds what is found by %s', async (dataset, search) => {
  const name = dataset.replace(/^.*\./, '');
  const found = await count(`index=* ${search} | stats count`);
  expect(found).toBeGreaterThan(0);
  expect(await count(`| tstats count FROM datamodel=SMTP_Watch.${name}`)).toBe(found);
  const byVendor = `| tstats count FROM datamodel=SMTP_Watch.${name} BY ${dataset.replace(/\..*$/, '')}.vendor_product | stats sum(count) AS count`;
  expect(await count(byVendor)).toBe(found);
});

test('what is no message, session or log-in is not tagged', async () => {
  const cases = [
    'suricata-eve',
    'zeek-files-json',
    'zeek-conn-tsv',
    'zeek-ssl-json',
    'zeek-notice-json',
    'zeek-weird-tsv',
  ];
  const other = await openWorkbench(cases.map((name) => join(CASES, name, 'input.log')));
  try {
    const found = await rowsOf(other, 'index=* tag=* | stats count BY sourcetype event_type tag');
    expect(found).toEqual([
      { sourcetype: 'suricata', event_type: 'smtp', tag: 'content', count: '1' },
      { sourcetype: 'suricata', event_type: 'smtp', tag: 'delivery', count: '2' },
      { sourcetype: 'suricata', event_type: 'smtp', tag: 'email', count: '2' },
      { sourcetype: 'suricata', event_type: 'smtp', tag: 'smtp_session', count: '2' },
    ]);
    expect(await rowsOf(other, 'index=* tag=* NOT sourcetype=suricata')).toEqual([]);
  } finally {
    other.engine.close();
  }
});

test('the data model is accelerated by administrators alone', () => {
  const settings = workbench.app.conf('datamodels').get('SMTP_Watch')?.settings;
  expect(settings?.get('acceleration')?.value).toBe('false');
});

test('its fields are those of the schema, and CIM names of mail are among them', () => {
  const file = join(ROOT, 'default', 'data', 'models', 'SMTP_Watch.json');
  const model = JSON.parse(readFileSync(file, 'utf8')) as Model;
  const schema = new Set(FIELDS.map(({ name }) => name));
  const names = new Set(model.objects.flatMap(({ fields }) => fields.map(({ fieldName }) => fieldName)));
  const base = ['_time', 'host', 'source', 'sourcetype'];
  expect([...names].filter((name) => !schema.has(name) && !base.includes(name))).toEqual([]);
  const mail = ['src', 'dest', 'src_user', 'recipient', 'message_id', 'action', 'return_addr', 'file_name'];
  expect(mail.filter((name) => !names.has(name))).toEqual([]);
});
