import type { ReadRows, WireValue } from '../jobs/read-rows';
import type { Message } from './reply';

/** A page of results and what stands around it in a reply. */
export interface ResultPage extends ReadRows {
  readonly offset: number;
  readonly isPreview: boolean;
  readonly messages: readonly Message[];
  /** Rows of the whole result when it is that of a post-process search, else 0. */
  readonly postProcessCount: number;
  /** Fields as objects, as charts want them, and not as plain names. */
  readonly showMetadata: boolean;
}

export type ResultMode = 'json' | 'json_rows' | 'json_cols' | 'csv';
export const RESULT_MODES: readonly ResultMode[] = ['json', 'json_rows', 'json_cols', 'csv'];

/**
 * The row as a JSON object with its fields in their order; a field that the row does not have is left out. Written by
 * hand because an object would put fields that are named by numbers first, as the columns of a timechart may be.
 */
export function rowJson(fields: readonly string[], row: readonly WireValue[]): string {
  const pairs = fields.flatMap((field, at) => {
    const value = row[at] ?? null;
    return value === null ? [] : [`${JSON.stringify(field)}:${JSON.stringify(value)}`];
  });
  return `{${pairs.join(',')}}`;
}

function head(page: ResultPage): Record<string, unknown> {
  return {
    preview: page.isPreview,
    init_offset: page.offset,
    post_process_count: page.postProcessCount,
    messages: page.messages,
  };
}

function fieldObjects(page: ResultPage): { name: string }[] {
  return page.fields.map((name) => ({ name }));
}

function fieldList(page: ResultPage): unknown {
  return page.showMetadata ? fieldObjects(page) : page.fields;
}

function csvCell(value: WireValue): string {
  const text = value === null ? '' : typeof value === 'string' ? value : value.join('\n');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Values as one line of CSV; the values of a multivalue field stand on lines of their own within their cell. */
export function csvLine(values: readonly WireValue[]): string {
  return `${values.map(csvCell).join(',')}\n`;
}

const FORMATS: Readonly<Record<ResultMode, (page: ResultPage) => string>> = {
  json: (page) => {
    const start = JSON.stringify({ ...head(page), fields: fieldObjects(page) }).slice(0, -1);
    const results = page.rows.map((row) => rowJson(page.fields, row));
    return `${start},"results":[${results.join(',')}],"highlighted":{}}`;
  },
  json_rows: (page) => JSON.stringify({ ...head(page), fields: fieldList(page), rows: page.rows }),
  json_cols: (page) => {
    const columns = page.fields.map((_, at) => page.rows.map((row) => row[at] ?? null));
    return JSON.stringify({ ...head(page), fields: fieldList(page), columns });
  },
  csv: (page) => csvLine(page.fields) + page.rows.map(csvLine).join(''),
};

/** The page as splunkd writes it in the mode. */
export function formatResults(mode: ResultMode, page: ResultPage): string {
  return FORMATS[mode](page);
}

/** The content type of the mode. */
export function contentType(mode: ResultMode): string {
  return mode === 'csv' ? 'text/csv; charset=UTF-8' : 'application/json; charset=UTF-8';
}
