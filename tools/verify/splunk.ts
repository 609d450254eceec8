import { Logger, Service } from 'splunk-sdk';
import { type Agents, TrustingHttp } from './http';
import { SplunkError, splunkError } from './splunk-error';

/** Where the server is, and as whom it is asked. */
export interface Account {
  /** Of the management port. */
  readonly url: URL;
  readonly user: string;
  readonly secret: { readonly password: string } | { readonly token: string };
  /** The app's folder on the server. */
  readonly app: string;
}

export interface Entry {
  readonly name: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly acl: { readonly can_write?: boolean };
}

type Arguments = Readonly<Record<string, string>>;
type Json = Readonly<Record<string, unknown>>;

/** The REST interface of one Splunk, in the namespace of the app; every method rejects with a SplunkError. */
export interface Splunk {
  readonly app: string;
  readonly version: string;
  /** The entries of a feed below `/services`, of all users and apps. */
  list(path: string): Promise<readonly Entry[]>;
  /** The entries of a feed as the app sees them. */
  listInApp(path: string): Promise<readonly Entry[]>;
  /** An answer that is no feed, or that needs other arguments. */
  get(path: string, args?: Arguments): Promise<unknown>;
  post(path: string, args: Arguments): Promise<unknown>;
  remove(path: string): Promise<void>;
  /** A record of a collection of the app: written, read and removed by its key. */
  saveRecord(collection: string, record: Json): Promise<void>;
  readRecord(collection: string, key: string): Promise<Json>;
  removeRecord(collection: string, key: string): Promise<void>;
}

interface Feed {
  readonly entry?: readonly Entry[];
}

async function told<Value>(asked: Promise<Value>): Promise<Value> {
  try {
    return await asked;
  } catch (error) {
    throw splunkError(error);
  }
}

const MANAGEMENT_PORT = 8089;
const ALL = { output_mode: 'json', count: '0' };

function splunkOf(service: Service, { app }: Account): Splunk {
  const shared = `/servicesNS/nobody/${encodeURIComponent(app)}`;
  // Searches are those of whoever asks, all else is what users of the app share.
  const pathOf = (path: string): string =>
    path.startsWith('search/') ? `/servicesNS/-/${encodeURIComponent(app)}/${path}` : `${shared}/${path}`;
  const record = (collection: string, key = ''): string =>
    `${shared}/storage/collections/data/${collection}${key && `/${encodeURIComponent(key)}`}`;
  const feed = async (path: string): Promise<readonly Entry[]> =>
    ((await told(service.get(path, ALL))).data as Feed).entry ?? [];
  return {
    app,
    version: service.version,
    list: (path) => feed(`/services/${path}`),
    listInApp: (path) => feed(pathOf(path)),
    get: async (path, args = {}) =>
      (await told(service.get(pathOf(path), { output_mode: 'json', ...args }))).data,
    post: async (path, args) =>
      (await told(service.post(pathOf(path), { output_mode: 'json', ...args }))).data,
    remove: async (path) => {
      await told(service.del(pathOf(path), {}));
    },
    saveRecord: async (collection, json) => {
      const headers = { 'Content-Type': 'application/json' };
      const body = JSON.stringify(json);
      await told(service.request(record(collection), 'POST', null, null, body, headers));
    },
    readRecord: async (collection, key) =>
      (await told(service.get(record(collection, key), {}))).data as Json,
    removeRecord: async (collection, key) => {
      await told(service.del(record(collection, key), {}));
    },
  };
}

/** Logs in and learns the server's version. Rejects with a SplunkError when the server or the account cannot be reached. */
export async function connect(account: Account, agents: Agents): Promise<Splunk> {
  const { url, user, secret } = account;
  Logger.setLevel('NONE');
  const place = {
    scheme: url.protocol === 'https:' ? 'https' : 'http',
    host: url.hostname,
    port: Number(url.port) || MANAGEMENT_PORT,
    autologin: false,
  } as const;
  const service =
    'token' in secret
      ? new Service(new TrustingHttp(agents), { ...place, sessionKey: secret.token, authorization: 'Bearer' })
      : new Service(new TrustingHttp(agents), { ...place, username: user, password: secret.password });
  await told('token' in secret ? service.getInfo() : service.login()).catch((error: unknown) => {
    if (error instanceof SplunkError && error.status === 401)
      throw new SplunkError(401, `${user || 'the token'} was not let in: ${error.message}`);
    throw error;
  });
  return splunkOf(service, account);
}
