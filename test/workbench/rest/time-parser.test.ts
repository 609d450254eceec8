import { type ServedApp, serveApp } from '../web/served-app';

let app: ServedApp;
let cookie: string;

beforeAll(async () => {
  app = await serveApp({ 'default/app.conf': '[package]\nid = mail_app\n' });
  ({ cookie } = await app.openPage());
});
afterAll(() => app.close());

async function ask(query: string): Promise<{ status: number; body: unknown }> {
  const path = `/en-US/splunkd/__raw/services/search/timeparser?output_mode=json&${query}`;
  const { status, text } = await app.send(path, { headers: { cookie } });
  return { status, body: JSON.parse(text) };
}

const told = (text: string): object => ({ status: 400, body: { messages: [{ type: 'FATAL', text }] } });

test('every time is given as it was sent, with what it stands for', async () => {
  const before = Math.floor(Date.now() / 1000);
  const { status, body } = await ask('time=1331856000&time=-24h%40h&time=now&time=2012-03-17T20:09:22Z');
  const after = Date.now() / 1000;
  const times = body as Record<string, string>;
  expect(status).toBe(200);
  expect(Object.keys(times)).toEqual(['1331856000', '-24h@h', 'now', '2012-03-17T20:09:22Z']);
  expect(times['1331856000']).toBe('2012-03-16T00:00:00.000+00:00');
  expect(times['2012-03-17T20:09:22Z']).toBe('2012-03-17T20:09:22.000+00:00');
  const now = Date.parse(times['now']!) / 1000;
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(after);
  expect(Date.parse(times['-24h@h']!) / 1000).toBe(Math.floor((now - 86_400) / 3600) * 3600);
});

test('all that is no time is told at once, and so is that none was sent', async () => {
  expect(await ask('time=yesterday&time=now&time=-1x')).toEqual(
    told('"yesterday" is no time, "-1x" is no time'),
  );
  expect(await ask('')).toEqual(told('the argument "time" is missing, expected at least one'));
});
