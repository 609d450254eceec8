import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readApp } from '../../../workbench/conf/app';
import { readCollections } from '../../../workbench/conf/collections';
import { KvStore } from '../../../workbench/jobs/kv-store';
import type { Account } from '../../../workbench/rest/session';
import { serve } from '../../../workbench/serve';
import { listen } from '../../../workbench/web/server';
import { readSite } from '../../../workbench/web/site';
import { HeldSearcher } from '../jobs/held-searcher';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface ServedApp {
  readonly port: number;
  readonly dir: string;
  /** The folder of what was changed. */
  readonly stateDir: string;
  /** A request sent as it is: the path is not tidied up, the Host header can be any. */
  send(path: string, sent?: Sent): Promise<Answer>;
  /** The cookies and the form key that a page is opened with. */
  openPage(): Promise<{ readonly cookie: string; readonly formKey: string }>;
  /** Runs all searches; the test ends them. */
  readonly searcher: HeldSearcher;
  endLoading(): void;
  close(): Promise<void>;
}

function send(port: number, path: string, { method = 'GET', headers = {}, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

/** Serves an app made of the files given, on a free port. */
export async function serveApp(
  files: Readonly<Record<string, string>>,
  isLoading = false,
  accounts: readonly Account[] = [],
): Promise<ServedApp> {
  const home = mkdtempSync(join(tmpdir(), 'served-app-'));
  const dir = join(home, 'mail_app');
  for (const [name, text] of Object.entries({ 'default/app.conf': '', ...files })) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  let isDone = !isLoading;
  const loading = () => ({
    isDone,
    file: 'a.log',
    fileNumber: 1,
    files: 1,
    fraction: 0.5,
    bytes: 10,
    isMakingFields: false,
    lines: 3,
  });
  const searcher = new HeldSearcher();
  const ready = Promise.resolve(searcher);
  const conf = readApp(dir, join(home, 'state'));
  const site = readSite(conf);
  const kv = new KvStore(readCollections(conf), join(home, 'state'));
  const options = { app: conf, site, password: 'pw', accounts, kv, ready, loading, checkQuery: () => {} };
  const server = serve(await listen(0), options);
  const { port } = server;
  return {
    port,
    dir,
    stateDir: join(home, 'state'),
    searcher,
    send: (path, sent = {}) => send(port, path, sent),
    async openPage() {
      const { headers } = await send(port, '/en-US/app/mail_app/overview', {});
      const cookie = [headers['set-cookie'] ?? []].flat().map((text) => text.split(';')[0]!);
      const formKey = cookie.find((text) => text.startsWith('splunkweb_csrf_token_'))?.split('=')[1] ?? '';
      return { cookie: cookie.join('; '), formKey };
    },
    endLoading: () => {
      isDone = true;
    },
    async close() {
      await server.close();
      kv.close();
      rmSync(home, { recursive: true });
    },
  };
}
