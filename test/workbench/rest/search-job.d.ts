// @splunk/search-job 3.1.0 ships no declarations; these are the parts that the tests use.

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
