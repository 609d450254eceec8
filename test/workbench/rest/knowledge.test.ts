import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Service } from 'splunk-sdk';
import { type ServedApp, serveApp } from '../web/served-app';
import { loggedInService } from './sdk-service';

const MODEL = join(__dirname, '..', '..', 'cases', 'spl', 'knowledge', 'models', 'Email.json');

let app: ServedApp;
let service: Service;

beforeAll(async () => {
  app = await serveApp({
    'default/app.conf': '[package]\nid = mail_app\n',
    'default/eventtypes.conf':
      '[mail]\nsearch = sourcetype=smtp\npriority = 3\n\n[a "<b>"/old]\nsearch = x\ndisabled = 1\n',
    'default/data/models/Email.json': readFileSync(MODEL, 'utf8'),
  });
  service = await loggedInService({ port: app.port, app: 'mail_app', owner: 'nobody' });
});
afterAll(() => app.close());

async function get(path: string): Promise<unknown> {
  return (await service.request(path, 'GET', {}, null, null, {})).data;
}

test('event types are listed as their file has them', async () => {
  const { entry } = (await get('saved/eventtypes')) as { entry: { name: string; content: object }[] };
  expect(entry.map(({ name }) => name)).toEqual(['mail', 'a "<b>"/old']);
  expect(entry.map(({ content }) => content)).toMatchObject([
    { search: 'sourcetype=smtp', disabled: false, priority: '3', 'eai:appName': 'mail_app' },
    { search: 'x', disabled: true, priority: '1' },
  ]);
  expect(await get('saved/eventtypes/mail')).toMatchObject({ entry: [{ name: 'mail' }] });
});

test('what is not there is not found', async () => {
  for (const path of ['saved/eventtypes/gone', 'datamodel/model/Gone'])
    await expect(get(path)).rejects.toMatchObject({ status: 404 });
});

test('the SDK reads data models and their datasets', async () => {
  const models = await service.dataModels().fetch();
  const model = models.item('Email');
  expect(model.objectNames).toEqual(['All_Email', 'Delivery', 'Big_Delivery', 'Filtering']);
  const delivery = model.objectByName('Delivery');
  expect(delivery.lineage).toEqual(['All_Email', 'Delivery']);
  expect(delivery.parentName).toBe('All_Email');
  expect(model.objectByName('All_Email').fieldByName('subject').type).toBe('string');
  expect(model.isAccelerated()).toBe(false);
});
