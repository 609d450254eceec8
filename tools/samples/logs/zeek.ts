import { SECOND } from '../calendar';
import type { Columns, Value } from './columns';
import type { LogFormat } from './sink';

// A row starts with its time, which the sink writes; these write what follows it.

const HAZARDS = /[\t\n\r\\]/g;
const ELEMENT_HAZARDS = /[\t\n\r\\,]/g;

const escaped = (text: string, hazards: RegExp): string =>
  text.replace(hazards, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);

function tsvValue(value: Value): string {
  if (value === undefined) return '-';
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') {
    return value.length === 0 ? '(empty)' : value.map((item) => escaped(item, ELEMENT_HAZARDS)).join(',');
  }
  if (value === '') return '(empty)';
  // A text that reads as Zeek's sign for an unset value is escaped (Zeek, src/threading/formatters/Ascii.cc).
  return value === '-' ? '\\x2d' : escaped(value, HAZARDS);
}

/** Seconds with six decimals of a time or duration in microseconds. */
export function seconds(micros: number): string {
  const whole = Math.floor(micros / SECOND);
  return `${whole}.${String(micros - whole * SECOND).padStart(6, '0')}`;
}

/** A row of a Zeek log without its time: the values of every column from the second on. */
export type RowWriter = (values: readonly Value[]) => string;

/** Writes rows with tabs between the columns. */
export function tsvRow(): RowWriter {
  return (values) => {
    let text = '';
    for (const value of values) text += `\t${tsvValue(value)}`;
    return text;
  };
}

/** Writes rows as JSON objects, with unset values left out. */
export function jsonRow(columns: Columns): RowWriter {
  return (values) => {
    let text = '';
    for (const [index, value] of values.entries()) {
      const [name, type] = columns[index + 1]!;
      if (value === undefined) continue;
      text += `,"${name}":${type === 'interval' ? value : JSON.stringify(value)}`;
    }
    return `${text}}`;
  };
}

const stamp = (time: number): string => {
  const date = new Date(Math.floor(time / 1000)).toISOString();
  return date.slice(0, 19).replaceAll(/[:T]/g, '-');
};

/** How a Zeek log with these columns stands in a file: its header, what a row begins with, its last line. */
export function zeekFormat(path: string, columns: Columns, isJson: boolean): LogFormat {
  if (isJson) return { head: () => '', prefix: (time) => `{"ts":${seconds(time)}`, foot: () => '' };
  const names = columns.map(([name]) => name).join('\t');
  const types = columns.map(([, type]) => type).join('\t');
  const lead = ['#separator \\x09', '#set_separator\t,', '#empty_field\t(empty)', '#unset_field\t-'];
  return {
    head: (time) =>
      `${[...lead, `#path\t${path}`, `#open\t${stamp(time)}`, `#fields\t${names}`, `#types\t${types}`].join('\n')}\n`,
    prefix: seconds,
    foot: (time) => `#close\t${stamp(time)}\n`,
  };
}
