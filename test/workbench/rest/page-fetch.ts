import { request } from 'node:http';

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Received {
  readonly ok: boolean;
  readonly status: number;
  readonly cookies: readonly string[];
  readonly text: string;
  json(): Promise<unknown>;
}

/** What a browser's `fetch` does for a page of the workbench: it sends the page's cookies along. */
export type FetchAsPage = (path: string, sent?: Sent) => Promise<Received>;

function fetchFrom(address: string, sessionCookie: () => string): FetchAsPage {
  return (path, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const cookie = [sessionCookie(), document.cookie].filter(Boolean).join('; ');
      const url = new URL(path, address);
      const asking = request(url, { method, headers: { ...headers, cookie } }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({
            ok: response.statusCode !== undefined && response.statusCode < 300,
            status: response.statusCode ?? 0,
            cookies: response.headers['set-cookie'] ?? [],
            text,
            json: async () => JSON.parse(text),
          }),
        );
      });
      asking.on('error', reject);
      asking.end(body);
    });
}

/**
 * Opens a page of the workbench as a browser does, in a test that runs in jsdom: takes its cookies and runs its settings.
 * Gives the `fetch` of that page, which is the global one from then on.
 */
export async function openPage(address: string, path: string): Promise<FetchAsPage> {
  let sessionCookie = '';
  const fetchAsPage = fetchFrom(address, () => sessionCookie);
  const { cookies } = await fetchAsPage(path);
  for (const cookie of cookies) {
    if (/httponly/i.test(cookie)) sessionCookie = cookie.split(';')[0]!;
    else Reflect.set(document, 'cookie', cookie);
  }
  const config = await fetchAsPage('/en-US/config?autoload=1');
  Object.assign(window, { $C: JSON.parse(config.text.replace(/^window\.\$C = (.*);\n$/, '$1')) });
  Object.assign(globalThis, { fetch: fetchAsPage });
  return fetchAsPage;
}
