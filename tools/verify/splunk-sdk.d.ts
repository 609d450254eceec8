// splunk-sdk 2.0.2 ships no declarations; these are the parts that `npm run verify` and the tests use.

declare module 'splunk-sdk' {
  interface JobProperties {
    readonly sid: string;
    readonly dispatchState: string;
    readonly isDone: boolean;
    readonly isFailed: boolean;
    readonly resultCount: number;
    readonly resultPreviewCount: number;
    readonly eventCount: number;
    readonly scanCount: number;
    readonly doneProgress: number;
    readonly isPaused: boolean;
    readonly isFinalized: boolean;
    readonly isPreviewEnabled: boolean;
    readonly priority: number;
    readonly ttl: number;
    readonly messages: readonly { readonly type: string; readonly text: string }[];
  }

  interface RowResults {
    readonly fields: readonly string[];
    readonly rows: readonly (readonly (string | readonly string[] | null)[])[];
  }

  interface TrackCallbacks {
    readonly ready?: (job: Job) => void;
    readonly progress?: (job: Job) => void;
    readonly done?: (job: Job) => void;
    readonly failed?: (job: Job) => void;
    readonly error?: (error: unknown) => void;
  }

  interface Entity {
    readonly name: string;
    fetch(): Promise<this>;
    properties(): Readonly<Record<string, unknown>>;
    acl(): Readonly<Record<string, unknown>>;
    update(settings: Readonly<Record<string, unknown>>): Promise<this>;
    remove(): Promise<unknown>;
    enable(): Promise<this>;
    disable(): Promise<this>;
  }

  interface ConfigurationFile extends Collection<Entity> {
    create(stanza: string, settings: Readonly<Record<string, unknown>>): Promise<Entity>;
  }

  interface Job {
    readonly sid: string;
    fetch(): Promise<this>;
    properties(): JobProperties;
    track(options: { readonly period?: number }, callbacks: TrackCallbacks): Promise<void>;
    results(params: Readonly<Record<string, unknown>>): Promise<[RowResults, Job]>;
    preview(params: Readonly<Record<string, unknown>>): Promise<[RowResults, Job]>;
    events(params: Readonly<Record<string, unknown>>): Promise<[RowResults, Job]>;
    timeline(params: Readonly<Record<string, unknown>>): Promise<unknown>;
    cancel(): Promise<unknown>;
    finalize(): Promise<unknown>;
    pause(): Promise<unknown>;
    unpause(): Promise<unknown>;
    enablePreview(): Promise<unknown>;
    disablePreview(): Promise<unknown>;
    setPriority(priority: number): Promise<unknown>;
    searchlog(): Promise<unknown>;
    summary(params: Readonly<Record<string, unknown>>): Promise<unknown>;
    iterator(type: 'results', params: Readonly<Record<string, unknown>>): ResultIterator;
    touch(): Promise<unknown>;
    setTTL(seconds: number): Promise<unknown>;
  }

  interface ResultIterator {
    next(): Promise<[RowResults, boolean, ResultIterator]>;
  }

  interface FiredAlert extends Entity {
    alertType(): string | null;
    isDigestMode(): boolean;
    expirationTime(): string | null;
    savedSearchName(): string | null;
    severity(): number;
    sid(): string | null;
    triggerTime(): number | null;
  }

  interface FiredAlertGroup extends Entity {
    count(): number;
    list(): Promise<[readonly FiredAlert[], FiredAlertGroup]>;
  }

  interface SavedSearch extends Entity {
    acknowledge(): Promise<unknown>;
    suppressInfo(): Promise<[unknown, SavedSearch]>;
    firedAlertGroup(): FiredAlertGroup;
    dispatch(options?: Readonly<Record<string, unknown>>): Promise<[Job, SavedSearch]>;
    history(): Promise<[readonly Job[], SavedSearch]>;
  }

  interface Collection<Item> {
    fetch(): Promise<this>;
    list(): Item[];
    item(name: string): Item | null;
  }

  interface SavedSearches extends Collection<SavedSearch> {
    create(settings: Readonly<Record<string, unknown>>): Promise<SavedSearch>;
  }

  interface Jobs extends Collection<Job> {
    create(search: string, params?: Readonly<Record<string, unknown>>): Promise<Job>;
    search(search: string, params?: Readonly<Record<string, unknown>>): Promise<Job>;
  }

  interface ServiceOptions {
    readonly scheme: 'http' | 'https';
    readonly host: string;
    readonly port: number;
    readonly username?: string;
    readonly password?: string;
    /** In place of name and password. */
    readonly sessionKey?: string;
    /** How the session key is sent, `Splunk` when absent. */
    readonly authorization?: 'Splunk' | 'Bearer';
    readonly app?: string;
    readonly owner?: string;
    readonly autologin?: boolean;
  }

  interface DataModelObject {
    readonly lineage: readonly string[];
    readonly parentName: string;
    fieldByName(name: string): { readonly type: string };
  }

  interface DataModel {
    readonly objectNames: readonly string[];
    objectByName(name: string): DataModelObject;
    isAccelerated(): boolean;
  }

  /** One request as the SDK hands it to what carries it. */
  interface HttpMessage {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }

  interface HttpResponse {
    readonly status: number;
    /** The body, read as JSON where its type says so. */
    readonly data: unknown;
  }

  abstract class Http {
    /** `response` is what the SDK reads status and headers of; `data` the body. */
    protected _buildResponse(
      error: null,
      response: { readonly statusCode: number; readonly headers: unknown },
      data: string,
    ): HttpResponse;
    abstract makeRequest(url: string, message: HttpMessage): Promise<HttpResponse>;
    abstract parseJson(json: string): unknown;
  }

  class Service {
    constructor(options: ServiceOptions);
    constructor(http: Http, options: ServiceOptions);
    readonly version: string;
    readonly sessionKey: string;
    login(): Promise<unknown>;
    /** Asks for the version, by which the SDK chooses endpoints. */
    getInfo(): Promise<unknown>;
    get(path: string, query: Readonly<Record<string, string>>): Promise<HttpResponse>;
    post(path: string, form: Readonly<Record<string, string>>): Promise<HttpResponse>;
    del(path: string, query: Readonly<Record<string, string>>): Promise<HttpResponse>;
    serverInfo(): Promise<Entity>;
    currentUser(): Promise<Entity>;
    apps(): Collection<Entity>;
    firedAlertGroups(): Collection<FiredAlertGroup>;
    savedSearches(): SavedSearches;
    dataModels(): { fetch(): Promise<{ item(name: string): DataModel }> };
    configurations(namespace: {
      readonly owner: string;
      readonly app: string;
    }): Collection<ConfigurationFile>;
    jobs(): Jobs;
    getJob(sid: string): Promise<Job>;
    search(search: string, params: Readonly<Record<string, unknown>>): Promise<Job>;
    oneshotSearch(search: string, params: Readonly<Record<string, unknown>>): Promise<RowResults>;
    parse(search: string): Promise<unknown>;
    request(
      path: string,
      method: 'GET' | 'POST' | 'DELETE',
      query: Readonly<Record<string, string>> | null,
      post: null,
      body: string | null,
      headers: Readonly<Record<string, string>>,
    ): Promise<{ readonly status: number; readonly data: unknown }>;
  }

  const Logger: { setLevel(level: 'ALL' | 'INFO' | 'WARN' | 'ERROR' | 'NONE'): void };
}
