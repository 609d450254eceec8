import type { TimeRange } from '../search/search-board';

/** Which events a drill-down shows: those whose fields hold these values, in a part of the page's time range if one is given. */
export interface Selection {
  readonly filters: Readonly<Record<string, string>>;
  readonly range?: TimeRange;
}

/** What the address of a page carries, so that a link shows another person the same. */
export interface PageState {
  /** Absent: all the data there is. */
  readonly range?: TimeRange;
  readonly selection?: Selection;
}

const FILTER_PREFIX = 'event.';
const RANGE_NAMES = ['earliest', 'latest'];

function readRange(params: URLSearchParams, prefix: string): TimeRange | undefined {
  const earliest = params.get(`${prefix}earliest`);
  if (earliest === null) return undefined;
  return { earliest, latest: params.get(`${prefix}latest`) ?? '' };
}

function readSelection(params: URLSearchParams, fields: readonly string[]): Selection | undefined {
  const filters = Object.fromEntries(
    fields.flatMap((field) => {
      const value = params.get(FILTER_PREFIX + field);
      return value === null ? [] : [[field, value]];
    }),
  );
  const range = readRange(params, FILTER_PREFIX);
  if (range !== undefined) return { filters, range };
  return Object.keys(filters).length === 0 ? undefined : { filters };
}

/** Gives the state in a query string; only the given fields select events, whatever else it names is ignored. */
export function readPageState(query: string, fields: readonly string[]): PageState {
  const params = new URLSearchParams(query);
  const range = readRange(params, '');
  const selection = readSelection(params, fields);
  return { ...(range && { range }), ...(selection && { selection }) };
}

/** Gives the query string that carries a state, other parameters of the present one kept. */
export function writePageState(query: string, { range, selection }: PageState): string {
  const params = new URLSearchParams(query);
  for (const name of [...params.keys()]) {
    if (RANGE_NAMES.includes(name) || name.startsWith(FILTER_PREFIX)) params.delete(name);
  }
  const set = (prefix: string, values: object | undefined): void => {
    for (const [name, value] of Object.entries(values ?? {})) params.set(prefix + name, value);
  };
  set('', range);
  set(FILTER_PREFIX, selection?.filters);
  set(FILTER_PREFIX, selection?.range);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
