import { quoteText } from '../engine/quote';
import { type Builder, type Field, fieldValue, type LookupTable, newField, type Relation } from './build';
import { addressKey, parseNetwork } from './sql/cidr';
import { ABSENT, asKind, asList, asText, commonKind, nonEmpty, type Value } from './sql/value';

/** A field of a lookup, and the field of the events that it meets. */
export interface LookupPair {
  readonly field: Field;
  readonly event: string;
}

export interface LookupRequest {
  readonly table: LookupTable;
  readonly inputs: readonly LookupPair[];
  readonly outputs: readonly LookupPair[];
  /** An event keeps the output fields that it has (OUTPUTNEW). */
  readonly keepsOld: boolean;
}

/** A value of the events that is looked up: `key` finds it again, `single` is one of its values. */
interface Key {
  readonly pair: LookupPair;
  readonly value: Value;
  readonly key: string;
  readonly single: string;
  /** The place of the value among those of a list; empty when the field is no list. */
  readonly position: string;
}

function keysOf({ inputs }: LookupRequest, input: Relation): Key[] {
  return inputs.map((pair, at) => {
    const value = fieldValue(input, pair.event);
    const key = `"#k${at}"`;
    const isList = value.kind === 'list';
    return {
      pair,
      value,
      key,
      single: isList ? `"#v${at}"` : key,
      position: isList ? `"#p${at}"` : '',
    };
  });
}

const keySql = ({ value }: Key): string => (value.kind === 'list' ? value.sql : asText(value));

/** What is looked up, each combination once; the values of lists one by one. */
function distinctValues(keys: readonly Key[], input: Relation, builder: Builder): string {
  const items = keys.map((key) => `${keySql(key)} AS ${key.key}`).join(', ');
  const present = keys.map((key) => `${keySql(key)} IS NOT NULL`).join(' AND ');
  const distinct = builder.step(
    'lookup_keys',
    `SELECT DISTINCT ${items} FROM ${input.from} WHERE ${present}`,
  );
  return keys
    .filter(({ position }) => position !== '')
    .reduce(
      (from, { key, single, position }) =>
        builder.step(
          'lookup_values',
          `SELECT *, unnest(${key}) AS ${single}, generate_subscripts(${key}, 1) AS ${position} FROM ${from}`,
        ),
      distinct,
    );
}

const matchKind = ({ rules }: LookupTable, field: Field): string =>
  rules.matchKinds.get(field.name) ?? 'exact';

/** The lookup's rows with the first and last address of the networks that its CIDR fields name. */
async function rowsWithNetworks({ table, inputs }: LookupRequest, builder: Builder): Promise<string> {
  const networks = inputs
    .map(({ field }, at) => ({ field, at }))
    .filter(({ field }) => matchKind(table, field) === 'cidr');
  const joins: string[] = [];
  for (const { field, at } of networks) {
    const cells = await builder.query(
      `SELECT DISTINCT ${field.sql} FROM ${table.from} WHERE ${field.sql} IS NOT NULL`,
    );
    const ranges = cells.flatMap(([cell]) => {
      const text = String(cell);
      const network = parseNetwork(text) ?? parseNetwork(`${text}/${text.includes(':') ? 128 : 32}`);
      return network
        ? [`(${quoteText(text)}, '${network.version}${network.first}', '${network.version}${network.last}')`]
        : [];
    });
    const values = ranges.length === 0 ? "('', '', '')" : ranges.join(', ');
    joins.push(
      ` LEFT JOIN (VALUES ${values}) n${at}("#cell${at}", "#first${at}", "#last${at}") ON ${field.sql} = "#cell${at}"`,
    );
  }
  return `(SELECT *, t.rowid AS "#lookup" FROM ${table.from} t${joins.join('')})`;
}

/** SQL of a LIKE pattern out of a text in which `*` stands for any run of characters. */
function likePattern(cell: string): string {
  const escaped = ['\\', '%', '_'].reduce((sql, sign) => `replace(${sql}, '${sign}', '\\${sign}')`, cell);
  return `replace(${escaped}, '*', '%')`;
}

function matches({ table }: LookupRequest, { pair, single }: Key, at: number): string {
  const [cell, value] = table.rules.mindsCase
    ? [pair.field.sql, single]
    : [`lower(${pair.field.sql})`, `lower(${single})`];
  const kind = matchKind(table, pair.field);
  if (kind === 'wildcard') return `${value} LIKE ${likePattern(cell)} ESCAPE '\\'`;
  if (kind === 'cidr') return `${addressKey(single)} BETWEEN "#first${at}" AND "#last${at}"`;
  return `${cell} = ${value}`;
}

const outputName = (at: number): string => `"#o${at}"`;

/** For each combination of values the lists of what the lookup says of it, in the order of values and of the file. */
async function foundRows(
  request: LookupRequest,
  keys: readonly Key[],
  input: Relation,
  builder: Builder,
): Promise<string> {
  const { outputs, table } = request;
  const { leastMatches, mostMatches, defaultMatch } = table.rules;
  const values = distinctValues(keys, input, builder);
  const rows = await rowsWithNetworks(request, builder);
  const names = keys.map(({ key }) => key);
  const positions = keys.flatMap(({ position }) => position || []);
  const each = [...names, ...positions].join(', ');
  const join = leastMatches > 0 ? 'LEFT JOIN' : 'JOIN';
  const on = keys.map((key, at) => matches(request, key, at)).join(' AND ');
  const cells = outputs.map(({ field }, at) => `${field.sql} AS ${outputName(at)}`);
  const matched = builder.step(
    'lookup_rows',
    `SELECT ${[each, '"#lookup"', ...cells].join(', ')} FROM ${values} ${join} ${rows} ON ${on} QUALIFY row_number() OVER (PARTITION BY ${each} ORDER BY "#lookup") <= ${mostMatches}`,
  );
  const padding = `list_resize([]::VARCHAR[], greatest(${leastMatches} - count("#lookup"), 0), nullif(${quoteText(defaultMatch)}, ''))`;
  const lists = outputs.map((_, at) => {
    const list = `coalesce(list(${outputName(at)} ORDER BY "#lookup") FILTER ("#lookup" IS NOT NULL), [])`;
    return `${leastMatches > 0 ? `list_concat(${list}, ${padding})` : list} AS ${outputName(at)}`;
  });
  const found = builder.step(
    'lookup_lists',
    `SELECT ${[each, ...lists].join(', ')} FROM ${matched} GROUP BY ${each}`,
  );
  if (positions.length === 0) return found;
  const joined = outputs.map(
    (_, at) => `flatten(list(${outputName(at)} ORDER BY ${positions.join(', ')})) AS ${outputName(at)}`,
  );
  const grouped = names.join(', ');
  return builder.step(
    'lookup_joined',
    `SELECT ${[grouped, ...joined].join(', ')} FROM ${found} GROUP BY ${grouped}`,
  );
}

/** Whether no event can get more than one value, so that the output fields are texts and no lists. */
async function isSingle(
  { table, inputs }: LookupRequest,
  keys: readonly Key[],
  builder: Builder,
): Promise<boolean> {
  const { mostMatches, leastMatches, mindsCase } = table.rules;
  if (leastMatches > 1 || keys.some(({ position }) => position !== '')) return false;
  if (mostMatches === 1) return true;
  if (inputs.some(({ field }) => matchKind(table, field) !== 'exact')) return false;
  const cells = inputs.map(({ field }) => (mindsCase ? field.sql : `lower(${field.sql})`)).join(', ');
  const [[unique] = []] = await builder.query(
    `SELECT count(*) = count(DISTINCT row(${cells})) FROM ${table.from}`,
  );
  return unique === true;
}

function outputValue(list: string, single: boolean, old: Value): Value {
  const found: Value = single ? { sql: `${list}[1]`, kind: 'text' } : { sql: nonEmpty(list), kind: 'list' };
  if (old.kind === 'absent') return found;
  const kind = commonKind([old, found, { sql: '', kind: 'text' }]);
  return kind === 'list'
    ? { sql: `coalesce(${asList(old)}, ${asList(found)})`, kind }
    : { sql: `coalesce(${asText(old)}, ${found.sql})`, kind: 'text' };
}

/** The rows with what a lookup says of them. */
export async function applyLookup(
  request: LookupRequest,
  input: Relation,
  builder: Builder,
): Promise<Relation> {
  const keys = keysOf(request, input);
  const isMissing = keys.some(({ value }) => value.kind === 'absent');
  const single = isMissing || (await isSingle(request, keys, builder));
  const found = isMissing ? '' : await foundRows(request, keys, input, builder);
  const fields = [...input.fields];
  const sources = new Map(fields.map(({ sql }) => [sql, sql]));
  request.outputs.forEach(({ event }, at) => {
    const list = isMissing ? 'NULL::VARCHAR[]' : outputName(at);
    const value = outputValue(list, single, request.keepsOld ? fieldValue(input, event) : ABSENT);
    const place = fields.findIndex(({ name }) => name === event);
    const kind = value.kind === 'list' ? 'list' : 'text';
    const field =
      place < 0 ? newField(event, kind, fields) : { ...fields[place]!, kind: kind as Field['kind'] };
    fields.splice(place < 0 ? fields.length : place, 1, field);
    sources.set(field.sql, asKind(value, kind));
  });
  const items = [...[...sources].map(([name, sql]) => `${sql} AS ${name}`), ...input.hidden];
  const on = keys.map((key) => `${keySql(key)} = ${key.key}`).join(' AND ');
  const join = isMissing ? '' : ` LEFT JOIN ${found} ON ${on}`;
  const from = builder.step('lookup', `SELECT ${items.join(', ')} FROM ${input.from}${join}`);
  return { ...input, from, fields };
}
