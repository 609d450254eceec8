import type { HeaderProps } from '../conf/props';
import { isPresent } from './column-regex';
import { delimitedValues } from './delimited';
import { BASE_COLUMNS } from './events';
import type { Made } from './select';

/** A header line and the lines that it names the columns of: those after it, before the next header. */
export interface Segment {
  readonly names: readonly string[];
  readonly afterLine: number;
  readonly beforeLine: number;
}

function fieldName(name: string, props: HeaderProps): string {
  const isAccepted = (character: string): boolean =>
    /[0-9A-Za-z_ ]/.test(character) || props.acceptedCharacters.includes(character);
  return [...name].map((character) => (isAccepted(character) ? character : '_')).join('');
}

/** The names in a header line as fields, when it is one. */
export function headerNames(text: string, props: HeaderProps): string[] | undefined {
  const match = new RegExp(props.headerRegex ?? '^(.*)').exec(text);
  if (!match) return undefined;
  const header = match[1] ?? text.slice(match.index + match[0].length);
  return header
    .split(props.delimiter)
    .map((name) => (props.isQuoted ? name.trim().replace(/^"(.*)"$/, '$1') : name))
    .map((name) => fieldName(name, props));
}

/** The parts of a file by header; lines with the same header as before go on with it. */
export function segments(
  headers: readonly { readonly line: number; readonly names: readonly string[] }[],
): Segment[] {
  const changes = headers.filter(
    ({ names }, at) => at === 0 || names.join('\t') !== headers[at - 1]!.names.join('\t'),
  );
  return changes.map(({ line, names }, at) => ({
    names,
    afterLine: line,
    beforeLine: changes[at + 1]?.line ?? Number.MAX_SAFE_INTEGER,
  }));
}

/** SQL for the values of a row, NULL where one is missing. */
export function headerValues(raw: string, props: HeaderProps): string {
  const value = isPresent('value', props.missingValueRegex);
  const values = delimitedValues(raw, props.delimiter, props.isQuoted);
  return `list_transform(${values}, lambda value: CASE WHEN ${value} THEN value END)`;
}

/** The fields of a row whose values are the list `values`; a name given twice counts once. */
export function headerFields(names: readonly string[], values: string): Made[] {
  const isBase = (name: string): boolean => BASE_COLUMNS.some((column) => column.name === name);
  return names.flatMap((name, at): Made[] => {
    if (name === '' || isBase(name) || names.indexOf(name) < at) return [];
    return [{ name, kind: 'text', sql: `${values}[${at + 1}]` }];
  });
}
