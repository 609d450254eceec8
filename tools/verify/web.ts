import type { IncomingMessage } from 'node:http';
import { type Agents, exchange } from './http';
import { SplunkError } from './splunk-error';

/** Splunk Web, and who opens its pages; nobody logs in where there is no password. */
export interface WebPlace {
  readonly url: URL;
  readonly agents: Agents;
  readonly logIn?: { readonly user: string; readonly password: string };
}

interface WebAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** Splunk Web with the cookies of whoever has logged in. */
export interface Web {
  get(path: string): Promise<WebAnswer>;
}

const LOG_IN = '/en-US/account/login';

class CookieJar {
  private readonly cookies = new Map<string, string>();

  keep(headers: IncomingMessage['headers']): void {
    for (const line of headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined) this.cookies.set(name, value ?? '');
    }
  }

  get(name: string): string {
    return this.cookies.get(name) ?? '';
  }

  get header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

/** Opens Splunk Web, as its form for logging in does it. Rejects with a SplunkError when nobody is let in. */
export async function openWeb({ url, agents, logIn }: WebPlace): Promise<Web> {
  const jar = new CookieJar();
  const ask = async (path: string, form?: Readonly<Record<string, string>>): Promise<WebAnswer> => {
    const answer = await exchange(agents, new URL(path, url).href, {
      method: form ? 'POST' : 'GET',
      headers: { Cookie: jar.header, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: form ? new URLSearchParams(form).toString() : '',
    });
    jar.keep(answer.headers);
    return answer;
  };
  // The workbench asks nobody to log in, and has no such page.
  const door = await ask(LOG_IN);
  if (door.status !== 404 && logIn) {
    const { user, password } = logIn;
    const answer = await ask(LOG_IN, { cval: jar.get('cval'), username: user, password });
    if (answer.status >= 400)
      throw new SplunkError(answer.status, `Splunk Web did not let ${user} in: status ${answer.status}`);
  }
  return { get: (path) => ask(path) };
}
