import { quoteText } from '../engine/quote';
import type { Builder, Field, LookupTable } from './build';
import { addressKey, parseNetwork } from './sql/cidr';

/** The number of a row of the lookup, in the rows that `matchableRows` makes. */
export const LOOKUP_ROW = '"#lookup"';

const matchKind = ({ rules }: LookupTable, field: Field): string =>
  rules.matchKinds.get(field.name) ?? 'exact';

/** Whether every value meets at most one row of the lookup as long as no two rows hold the same. */
export function isExact(table: LookupTable, fields: readonly Field[]): boolean {
  return fields.every((field) => field.kind !== 'list' && matchKind(table, field) === 'exact');
}

/** Where the cell of the input field at that place lies: of a list one value at a time. */
function cellSql(field: Field, at: number): string {
  return field.kind === 'list' ? `"#cell${at}"` : field.sql;
}

/** A join that adds the first and last address of the network that each cell names. */
async function networkJoin(from: string, cell: string, at: number, builder: Builder): Promise<string> {
  const cells = await builder.query(`SELECT DISTINCT ${cell} FROM ${from} WHERE ${cell} IS NOT NULL`);
  const ranges = cells.flatMap(([found]) => {
    const text = String(found);
    const network = parseNetwork(text) ?? parseNetwork(`${text}/${text.includes(':') ? 128 : 32}`);
    return network
      ? [`(${quoteText(text)}, '${network.version}${network.first}', '${network.version}${network.last}')`]
      : [];
  });
  const values = ranges.length === 0 ? "('', '', '')" : ranges.join(', ');
  return ` LEFT JOIN (VALUES ${values}) n${at}("#net${at}", "#first${at}", "#last${at}") ON ${cell} = "#net${at}"`;
}

/** The lookup's rows numbered, with what the conditions of `cellMatches` need besides their cells. */
export async function matchableRows(
  table: LookupTable,
  inputs: readonly Field[],
  builder: Builder,
): Promise<string> {
  let from = `(SELECT *, rowid AS ${LOOKUP_ROW} FROM ${table.from})`;
  for (const [at, field] of inputs.entries()) {
    if (field.kind === 'list')
      from = `(SELECT *, unnest(${field.sql}) AS ${cellSql(field, at)} FROM ${from})`;
  }
  const joins: string[] = [];
  for (const [at, field] of inputs.entries()) {
    if (matchKind(table, field) === 'cidr')
      joins.push(await networkJoin(from, cellSql(field, at), at, builder));
  }
  return joins.length === 0 ? from : `(SELECT * FROM ${from} t${joins.join('')})`;
}

/** SQL of a LIKE pattern out of a text in which `*` stands for any run of characters. */
function likePattern(cell: string): string {
  const escaped = ['\\', '%', '_'].reduce((sql, sign) => `replace(${sql}, '${sign}', '\\${sign}')`, cell);
  return `replace(${escaped}, '*', '%')`;
}

/** SQL condition that one value of an event meets the cell of the input field at that place. */
export function cellMatches(table: LookupTable, field: Field, at: number, single: string): string {
  const sql = cellSql(field, at);
  const [cell, value] = table.rules.mindsCase ? [sql, single] : [`lower(${sql})`, `lower(${single})`];
  const kind = matchKind(table, field);
  if (kind === 'wildcard') return `${value} LIKE ${likePattern(cell)} ESCAPE '\\'`;
  if (kind === 'cidr') return `${addressKey(single)} BETWEEN "#first${at}" AND "#last${at}"`;
  return `${cell} = ${value}`;
}
