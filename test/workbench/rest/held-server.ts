import { join } from 'node:path';
import { readApp } from '../../../workbench/conf/app';
import { KvStore } from '../../../workbench/jobs/kv-store';
import type { Searcher } from '../../../workbench/jobs/searcher';
import { serve } from '../../../workbench/serve';
import { listen, type RunningServer } from '../../../workbench/web/server';
import { readSite } from '../../../workbench/web/site';
import { HeldSearcher } from '../jobs/held-searcher';

const ROOT = join(__dirname, '..', '..', '..');
export const PASSWORD = 'correct horse';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A served workbench whose searches the test ends, with the little HTTP that shape tests need. */
export interface HeldServer extends RunningServer {
  readonly searcher: HeldSearcher;
  readonly base: string;
  /** Ends the loading of files, which goes on until then when the server was opened `isLoading`. */
  endLoading(): void;
  /** Cancels all jobs. */
  clear(): Promise<void>;
  /** The sid of a new job. */
  createJob(search: string): Promise<string>;
  /** The sid of a job that is done with that many rows. */
  doneJob(search: string, rows?: number, isTransforming?: boolean): Promise<string>;
  /** The content of the job's entry. */
  contentOf(sid: string): Promise<Readonly<Record<string, unknown>>>;
  /** A request as an API client sends it; a body makes it a POST. */
  call(path: string, body?: Readonly<Record<string, string>>, method?: string): Promise<Answer>;
}

/** The answer's body, read as JSON. */
export function json({ text }: Answer): unknown {
  return JSON.parse(text);
}

/** splunkd's envelope with one message. */
export function envelope(type: 'FATAL' | 'ERROR' | 'INFO', text: unknown): object {
  return { messages: [{ type, text }] };
}

function checkQuery({ spl }: { readonly spl: string }): void {
  if (/\bnonsense\b/.test(spl)) throw new Error(`Unknown search command 'nonsense'.`);
}

/** Opens a workbench on a free port. */
export async function openHeldServer(isLoading = false): Promise<HeldServer> {
  const searcher = new HeldSearcher();
  let isDone = !isLoading;
  let endLoading = (): void => {};
  const ready = new Promise<Searcher>((resolve) => {
    endLoading = () => {
      isDone = true;
      resolve(searcher);
    };
  });
  if (!isLoading) endLoading();
  const app = readApp(ROOT);
  const server = serve(await listen(0), {
    app,
    site: readSite(app),
    password: PASSWORD,
    kv: new KvStore(new Map()),
    ready,
    loading: () => ({
      isDone,
      isMakingFields: false,
      file: 'smtp.log',
      fileNumber: 1,
      files: 2,
      fraction: 0.426,
      bytes: 1_234_567,
      lines: 4321,
    }),
    checkQuery,
  });
  const base = `http://127.0.0.1:${server.port}`;
  const authorization = `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`;
  const call: HeldServer['call'] = async (path, body, method = body ? 'POST' : 'GET') => {
    const response = await fetch(base + path, {
      method,
      headers: { authorization },
      ...(body && { body: new URLSearchParams(body) }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const createJob: HeldServer['createJob'] = async (search) => {
    const created = await call('/services/search/jobs', { output_mode: 'json', search });
    return (json(created) as { sid: string }).sid;
  };
  const contentOf: HeldServer['contentOf'] = async (sid) => {
    const feed = json(await call(`/services/search/jobs/${sid}?output_mode=json`));
    return (feed as { entry: [{ content: Record<string, unknown> }] }).entry[0].content;
  };
  return {
    ...server,
    createJob,
    contentOf,
    async doneJob(search, rows = 3, isTransforming = true) {
      const sid = await createJob(search);
      searcher.find(search).succeed(rows, isTransforming);
      while ((await contentOf(sid))['isDone'] !== true);
      return sid;
    },
    searcher,
    base,
    endLoading,
    call,
    async clear() {
      const list = await call('/services/search/jobs?count=0');
      const { entry } = json(list) as { entry: { content: { sid: string } }[] };
      for (const { content } of entry)
        await call(`/services/search/jobs/${content.sid}`, undefined, 'DELETE');
      searcher.searches.length = 0;
    },
  };
}
