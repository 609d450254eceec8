import type { Service } from 'splunk-sdk';
import { type ServedApp, serveApp } from '../web/served-app';
import { loggedInService } from './sdk-service';

const NOTES = 'storage/collections/data/notes';
const JSON_TYPE = { 'Content-Type': 'application/json' };

let app: ServedApp;
let service: Service;

beforeAll(async () => {
  app = await serveApp({
    'default/app.conf': '[package]\nid = mail_app\n',
    'default/collections.conf': '[notes]\nfield.n = number\n',
  });
  service = await loggedInService({ port: app.port, app: 'mail_app', owner: 'nobody' });
});
afterAll(() => app.close());

function post(path: string, body: unknown): ReturnType<Service['request']> {
  return service.request(path, 'POST', null, null, JSON.stringify(body), JSON_TYPE);
}

async function get(path: string, query: Readonly<Record<string, string>> = {}): Promise<unknown> {
  return (await service.request(path, 'GET', query, null, null, {})).data;
}

test('the SDK lists collections and keeps records in them', async () => {
  expect(await get('storage/collections/config')).toMatchObject({ entry: [{ name: 'notes' }] });
  expect(await post(NOTES, { _key: 'a', n: '1' })).toMatchObject({ status: 201, data: { _key: 'a' } });
  expect(
    await post(`${NOTES}/batch_save`, [
      { _key: 'b', n: 2 },
      { _key: 'c', n: 3 },
    ]),
  ).toMatchObject({
    status: 200,
    data: ['b', 'c'],
  });
  expect(await post(`${NOTES}/a`, { n: 10 })).toMatchObject({ status: 200, data: { _key: 'a' } });
  expect(await get(NOTES, { query: '{"n": {"$gt": 2}}', sort: 'n:-1', fields: 'n' })).toEqual([
    { n: 10, _key: 'a' },
    { n: 3, _key: 'c' },
  ]);
  expect(await service.request(`${NOTES}/a`, 'DELETE', null, null, null, {})).toMatchObject({ status: 200 });
  expect(await get(`${NOTES}/b`)).toEqual({ n: 2, _user: 'nobody', _key: 'b' });
});

test('the SDK is told what went wrong', async () => {
  await post(NOTES, { _key: 'taken' });
  const messages = (text: string): object => ({ data: { messages: [{ type: 'ERROR', text }] } });
  await expect(post(NOTES, { _key: 'taken' })).rejects.toMatchObject({
    status: 409,
    ...messages('A document with the same key and user already exists.'),
  });
  await expect(get(`${NOTES}/none`)).rejects.toMatchObject({
    status: 404,
    ...messages('Could not find object.'),
  });
  await expect(get('storage/collections/data/none')).rejects.toMatchObject({ status: 404 });
  await expect(get(NOTES, { query: '{"$where": 1}' })).rejects.toMatchObject({ status: 400 });
});
