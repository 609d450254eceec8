import { join } from 'node:path';
import { readApp } from './conf/app';
import { RestError } from './rest/reply';
import { createPageSession } from './web/page-session';
import { answerPage } from './web/pages';
import { listen, type RunningServer } from './web/server';
import { readSite } from './web/site';

const APP_DIR = join(__dirname, '..', 'dist', 'smtp_watch');

export interface StartOptions {
  readonly port?: number;
  readonly appDir?: string;
}

/** Serves the app's pages on the loopback address. */
export function startWorkbench(options: StartOptions = {}): Promise<RunningServer> {
  const site = readSite(readApp(options.appDir ?? APP_DIR));
  const loading = () => ({ isDone: true, file: '', fileNumber: 0, files: 0, fraction: 1, events: 0 });
  return listen(options.port ?? 8000, (port) => {
    const session = createPageSession(port);
    const pages = { site, port, version: '10.4.0', loading, cookies: session.cookies };
    return (request) => {
      if (/^\/(en-US\/splunkd\/__raw\/)?services/.test(request.path)) {
        return Promise.reject(new RestError(503, 'searches are not served yet'));
      }
      return answerPage(pages, request);
    };
  });
}

if (require.main === module) {
  startWorkbench({ port: Number(process.argv[3] ?? 8000) }).then(
    ({ port }) => console.log(`http://127.0.0.1:${port}/`),
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
