import type { InputValues } from '../model/input';
import type { TimeRange } from '../search/search-board';

/** Which events a drill-down shows: those whose fields hold these values, in a part of the page's time range if one is given. */
export interface Selection {
  readonly filters: Readonly<Record<string, string>>;
  readonly range?: TimeRange;
  /** The event source of the dashboard; `mail` when absent. */
  readonly source?: string;
}

/** What the address of a page carries, so that a link shows another person the same. */
export interface PageState {
  /** Absent: all the data there is. */
  readonly range?: TimeRange;
  /** What was set for inputs, checked by no one. */
  readonly inputs: InputValues;
  readonly selection?: Selection;
}

/** What of an address belongs to a page: the names of its inputs, and the fields that select events. */
export interface StateNames {
  readonly inputs: readonly string[];
  readonly fields: readonly string[];
}

const INPUT_PREFIX = 'form.';
const FILTER_PREFIX = 'event.';
/** Outside the names that fields have. */
const SOURCE_NAME = 'events';
const RANGE_NAMES = ['earliest', 'latest'];

function readRange(params: URLSearchParams, prefix: string): TimeRange | undefined {
  const earliest = params.get(`${prefix}earliest`);
  if (earliest === null) return undefined;
  return { earliest, latest: params.get(`${prefix}latest`) ?? '' };
}

function readValues(
  params: URLSearchParams,
  prefix: string,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = params.get(prefix + name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

function readSelection(params: URLSearchParams, fields: readonly string[]): Selection | undefined {
  const filters = readValues(params, FILTER_PREFIX, fields);
  const range = readRange(params, FILTER_PREFIX);
  const source = params.get(SOURCE_NAME);
  if (range === undefined && source === null && Object.keys(filters).length === 0) return undefined;
  return { filters, ...(range && { range }), ...(source !== null && { source }) };
}

/** Gives the state in a query string; parameters that are no input's and select no events are ignored. */
export function readPageState(query: string, { inputs, fields }: StateNames): PageState {
  const params = new URLSearchParams(query);
  const range = readRange(params, '');
  const selection = readSelection(params, fields);
  const values = readValues(params, INPUT_PREFIX, inputs);
  return { inputs: values, ...(range && { range }), ...(selection && { selection }) };
}

const isState = (name: string): boolean =>
  RANGE_NAMES.includes(name) ||
  name === SOURCE_NAME ||
  name.startsWith(FILTER_PREFIX) ||
  name.startsWith(INPUT_PREFIX);

/** Gives the query string that carries a state, other parameters of the present one kept. */
export function writePageState(query: string, { range, inputs, selection }: PageState): string {
  const params = new URLSearchParams(query);
  for (const name of [...params.keys()]) if (isState(name)) params.delete(name);
  const set = (prefix: string, values: object | undefined): void => {
    for (const [name, value] of Object.entries(values ?? {})) params.set(prefix + name, value);
  };
  set('', range);
  set(INPUT_PREFIX, inputs);
  set(FILTER_PREFIX, selection?.filters);
  set(FILTER_PREFIX, selection?.range);
  if (selection?.source !== undefined) params.set(SOURCE_NAME, selection.source);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
