// splunk-sdk 2.0.2 and @splunk/search-job 3.1.0 ship no declarations; these are the parts that the tests use.

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
    readonly username: string;
    readonly password: string;
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

  class Service {
    constructor(options: ServiceOptions);
    readonly version: string;
    readonly sessionKey: string;
    login(): Promise<unknown>;
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

declare module '@splunk/search-job' {
  interface Observable<Value> {
    toPromise(): Promise<Value>;
    subscribe(
      next: (value: Value) => void,
      error?: (error: Error) => void,
      complete?: () => void,
    ): {
      unsubscribe(): void;
    };
  }

  interface SearchState {
    readonly content: {
      readonly sid: string;
      readonly dispatchState: string;
      readonly isDone: boolean;
      readonly isFailed: boolean;
      readonly resultCount: number;
      readonly resultPreviewCount: number;
      readonly isPaused: boolean;
      readonly isFinalized: boolean;
      readonly isPreviewEnabled: boolean;
      readonly isSaved: boolean;
      readonly priority: number;
      readonly ttl: number;
      readonly messages: readonly { readonly type: string; readonly text: string }[];
    };
  }

  interface Results {
    readonly preview: boolean;
    readonly fields: readonly unknown[];
    readonly results: readonly Readonly<Record<string, string | readonly string[]>>[];
    readonly rows?: readonly (readonly unknown[])[];
    readonly columns?: readonly (readonly unknown[])[];
  }

  interface Said {
    readonly messages: readonly { readonly text: string }[];
  }

  interface DispatchOptions {
    readonly app?: string;
    readonly owner?: string;
    readonly cache?: boolean;
    readonly keepAlive?: boolean;
    readonly cancelOnUnload?: boolean;
  }

  export default class SearchJob {
    static create(params: Readonly<Record<string, string>>, options?: DispatchOptions): SearchJob;
    static fromSid(sid: string): SearchJob;
    static fromSavedSearch(
      savedSearch: { readonly name: string; readonly app?: string; readonly owner?: string },
      options?: { readonly cache?: 'any' | 'scheduled' | 'none'; readonly cacheLimit?: number },
    ): SearchJob;
    whenDone(): Observable<SearchState>;
    pause(): Observable<Said>;
    unpause(): Observable<Said>;
    finalize(): Observable<Said>;
    setTTL(seconds: number): Observable<Said>;
    setPriority(priority: number): Observable<Said>;
    enablePreview(): Observable<Said>;
    disablePreview(): Observable<Said>;
    save(): Observable<Said>;
    unsave(): Observable<Said>;
    startKeepAlive(): void;
    stopKeepAlive(): void;
    getSid(): Observable<string>;
    getProgress(): Observable<SearchState>;
    getResults(params?: Readonly<Record<string, unknown>>): Observable<Results>;
    getResultsPreview(params?: Readonly<Record<string, unknown>>): Observable<Results>;
    getEvents(params?: Readonly<Record<string, unknown>>): Observable<Results>;
    cancel(): Observable<Said>;
    touch(): Observable<Said>;
  }
}
