import type { Argument, ArgumentReader } from '../arguments';
import { assign, type Builder, fieldValue, keep, type Relation } from '../build';
import type { Command } from '../command';
import { jsonLeaves } from '../json-leaves';
import { numbered } from '../numbered';
import { jsonAt, jsonPath } from '../sql/json-path';
import { asKind, asList, asText, commonKind, list, type Value } from '../sql/value';

const PLACE = '"#place"';
/** Rows that are read at a time. */
const PAGE_ROWS = 10_000;
/** A result wider than this is none that anyone reads. */
const MOST_FIELDS = 1000;

type Found = Map<string, (readonly string[] | undefined)[]>;

function add(found: Found, row: number, text: string): void {
  for (const [name, values] of jsonLeaves(text)) {
    const column = found.get(name) ?? [];
    column[row] = values;
    if (found.size < MOST_FIELDS) found.set(name, column);
  }
}

/** The values in the JSON of each row by the field they belong to. */
async function findAll(rows: Relation, builder: Builder, input: string): Promise<Found> {
  const found: Found = new Map();
  const json = asText(fieldValue(rows, input));
  for (let start = 0; ; start += PAGE_ROWS) {
    const page = await builder.query(
      `SELECT ${json} FROM ${rows.from} WHERE ${PLACE} > ${start} AND ${PLACE} <= ${start + PAGE_ROWS} ORDER BY ${PLACE}`,
    );
    for (const [at, [text]] of page.entries()) if (typeof text === 'string') add(found, start + at, text);
    if (page.length < PAGE_ROWS) return found;
  }
}

/** The rows with a field for every value in their JSON; where a row has none the field stays as it was. */
async function extractAll(input: Relation, builder: Builder, field: string): Promise<Relation> {
  const rows = await builder.materialise(numbered('spath', input, builder, PLACE));
  const found = await findAll(rows, builder, field);
  if (found.size === 0) return rows;
  if (found.size === MOST_FIELDS) builder.warn(`spath made no more than ${MOST_FIELDS} fields`);
  const places = [...new Set([...found.values()].flatMap((column) => Object.keys(column).map(Number)))];
  const names = [...found.keys()];
  const table = await builder.table([
    { name: '#at', kind: 'number', values: places.map((at) => at + 1) },
    ...names.map((name, at) => {
      const column = found.get(name)!;
      return { name: `#v${at}`, kind: 'list' as const, values: places.map((place) => column[place] ?? null) };
    }),
  ]);
  const columns = names.map((_, at) => `t."#v${at}"`);
  const from = builder.step(
    'spath_values',
    `SELECT r.*, ${columns.join(', ')} FROM ${rows.from} r LEFT JOIN ${table} t ON r.${PLACE} = t."#at"`,
  );
  const values = names.map((name, at): [string, Value] => {
    const before = asList(fieldValue(rows, name));
    return [name, list(`coalesce("#v${at}", ${before})`)];
  });
  const all = assign('spath', { ...rows, from }, builder, values);
  return keep('spath_fields', all, builder, all.fields);
}

interface Extraction {
  readonly input: string;
  /** A path and the field for what is there; absent when everything is extracted. */
  readonly one?: { readonly path: string; readonly output: string };
}

function readExtraction(reader: ArgumentReader): Extraction {
  const options = reader.options();
  const first = reader.isAtEnd ? undefined : reader.expectText('a path');
  reader.options();
  reader.expectEnd();
  const path = options.get('path') ?? first;
  if (path && first && path !== first) reader.fail(first, 'spath takes one path, found another');
  const output = options.get('output');
  if (output && !path) reader.fail(output, 'spath with output= expects a path');
  const input = options.get('input')?.text ?? '_raw';
  if (!path) return { input };
  return { input, one: { path: readPath(reader, path), output: output?.text ?? path.text } };
}

function readPath(reader: ArgumentReader, path: Argument): string {
  if (/\{@/.test(path.text)) reader.fail(path, 'paths to XML attributes are not supported; spath reads JSON');
  return jsonPath(path.text) ?? reader.fail(path, `path "${path.text}" is not made of keys, {} and {n}`);
}

export const spath: Command = {
  name: 'spath',
  syntax: '<options> [<path>]',
  summary: 'Extracts the value at a path of a JSON text, or every value of its first 5,000 characters.',
  options: { input: '<field>', output: '<field>', path: '<path>' },
  differs: 'JSON alone, no XML.',
  reads: 'arguments',
  parse: (reader) => {
    const { input: field, one } = readExtraction(reader);
    return (input, builder) => {
      const json = fieldValue(input, field);
      if (json.kind === 'absent') return input;
      if (!one) return extractAll(input, builder, field);
      const before = fieldValue(input, one.output);
      const found = jsonAt(`(${asText(json)})`, one.path);
      const kind = commonKind([found, before]);
      const sql = `coalesce(${asKind(found, kind)}, ${asKind(before, kind)})`;
      return assign('spath', input, builder, [[one.output, { sql, kind }]]);
    };
  },
};
