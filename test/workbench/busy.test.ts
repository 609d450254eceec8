import { join } from 'node:path';
import { startServer, type TestServer } from '../browser/server';

const TWIN = join(__dirname, '..', '..', 'samples', 'maccdc2012-twin.log');
const HEAVY =
  '| makeresults count=10000000 | streamstats count AS n | eval h=sha256(n) | sort 0 h | stats dc(h)';

let workbench: TestServer;

beforeAll(async () => {
  workbench = await startServer('--password', 'pw', TWIN);
});
afterAll(() => workbench.stop());

async function ask(path: string, body?: Record<string, string>): Promise<Record<string, unknown>> {
  const response = await fetch(`${workbench.address}services/search/${path}`, {
    headers: { authorization: `Basic ${Buffer.from('admin:pw').toString('base64')}` },
    ...(body && { method: 'POST', body: new URLSearchParams(body) }),
  });
  return (response.status === 204 ? {} : await response.json()) as Record<string, unknown>;
}

test('what is done can be read while as many searches run as may, with their previews', async () => {
  const done = await ask('jobs', { search: 'search index=* | stats count', exec_mode: 'blocking' });
  const heavy = await Promise.all(
    [0, 1, 2].map((n) => ask('jobs', { search: `${HEAVY} | eval n=${n}`, preview: '1' })),
  );
  await new Promise((resolve) => setTimeout(resolve, 1500));
  for (const { sid } of heavy) await ask(`jobs/${sid}`);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const states = await Promise.all(heavy.map(({ sid }) => ask(`jobs/${sid}`)));
  expect(
    states.map((state) => (state as { entry: [{ content: { isDone: boolean } }] }).entry[0].content.isDone),
  ).toEqual([false, false, false]);
  const asked = Date.now();
  expect(await ask(`v2/jobs/${done['sid']}/results?output_mode=json`)).toMatchObject({
    results: [{ count: '194' }],
  });
  expect(Date.now() - asked).toBeLessThan(2000);
  for (const { sid } of heavy) await ask(`jobs/${sid}/control`, { action: 'cancel' });
});
