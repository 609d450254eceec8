/**
 * @jest-environment jsdom
 * @jest-environment-options {"url": "http://127.0.0.1:8000/en-US/app/smtp_watch/findings"}
 */
import { act, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { readCollection, removeRecord, saveRecords } from '../../app/kv/collection';
import { useCollection } from '../../app/kv/use-collection';

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly body: string;
  readonly headers: Record<string, string>;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

// Splunk Web's prefix comes from $C, which the packages read when they are loaded, before it is set here.
const DATA = '/servicesNS/nobody/smtp_watch/storage/collections/data';

const sent: Sent[] = [];
let answers: Answer[] = [];

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
Object.assign(window, {
  $C: { MRSPARKLE_PORT_NUMBER: 8000 },
  fetch: (url: string, { method = 'GET', body, headers }: RequestInit & { headers: Sent['headers'] }) => {
    sent.push({ url, method, body: String(body ?? ''), headers });
    const { status, body: told } = answers.shift() ?? { status: 200, body: [] };
    const json = () => (told === undefined ? Promise.reject(new SyntaxError()) : Promise.resolve(told));
    return Promise.resolve({ ok: status < 300, status, statusText: 'Odd', json });
  },
});

beforeEach(() => {
  sent.length = 0;
  answers = [];
  jest.spyOn(document, 'cookie', 'get').mockReturnValue('splunkweb_csrf_token_8000=4711');
});

test('records are read that meet a query', async () => {
  answers = [{ status: 200, body: [{ _key: 'a' }] }];
  expect(await readCollection('notes', { key: { $ne: 'a&b' } })).toEqual([{ _key: 'a' }]);
  const { pathname, searchParams } = new URL(sent[0]?.url ?? '', window.location.href);
  expect(pathname).toBe(`${DATA}/notes`);
  expect(JSON.parse(searchParams.get('query') ?? '')).toEqual({ key: { $ne: 'a&b' } });
  expect(sent[0]?.headers).toMatchObject({ 'X-Splunk-Form-Key': '4711' });
});

test('records are saved in batches of a thousand', async () => {
  answers = [
    { status: 200, body: ['1', '2'] },
    { status: 200, body: ['3'] },
  ];
  const records = Array.from({ length: 1001 }, (_, at) => ({ _key: String(at) }));
  expect(await saveRecords('notes', records)).toEqual(['1', '2', '3']);
  expect(sent.map(({ url, method }) => [method, url])).toEqual(
    Array(2).fill(['POST', `${DATA}/notes/batch_save`]),
  );
  expect(sent[0]?.headers['Content-Type']).toBe('application/json');
  expect(sent.flatMap(({ body }) => JSON.parse(body))).toEqual(records);
});

test('a record is removed by its key, whatever that holds', async () => {
  await removeRecord('notes', 'a/../b?c');
  expect(sent).toMatchObject([{ method: 'DELETE', url: `${DATA}/notes/a%2F..%2Fb%3Fc` }]);
});

test.each([
  [{ status: 403, body: { messages: [{ type: 'ERROR', text: 'Not yours.' }] } }, 'Not yours.'],
  [{ status: 502 }, 'The server answered 502 Odd.'],
])('a refusal of %j is told in words', async (answer, message) => {
  answers = [answer];
  await expect(saveRecords('notes', [{}])).rejects.toThrow(message);
});

function Shown(): ReactElement {
  const { records, error, reload } = useCollection('notes');
  return (
    <button type="button" onClick={reload}>
      {JSON.stringify(records)} {error}
    </button>
  );
}

test('a component keeps what it read when reading again fails', async () => {
  answers = [
    { status: 200, body: [{ _key: 'a' }] },
    { status: 500, body: { messages: [{ text: 'Down.' }] } },
  ];
  const place = document.createElement('div');
  await act(async () => createRoot(place).render(<Shown />));
  expect(place.textContent?.trim()).toBe('[{"_key":"a"}]');
  await act(async () => place.querySelector('button')?.click());
  expect(place.textContent).toBe('[{"_key":"a"}] Down.');
});
