import type { ArgumentReader } from '../arguments';
import { assign, fieldValue } from '../build';
import type { Command } from '../command';
import { asNumber, list, numberLiteral, textLiteral } from '../sql/value';

interface Range {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const RANGE = /^(-?\d+(?:\.\d+)?)-(-?\d+(?:\.\d+)?)$/;

function readRange(reader: ArgumentReader, name: string): Range {
  const written = reader.expectText(`a range for ${name}`);
  const match = RANGE.exec(written.text);
  const [from, to] = [Number(match?.[1]), Number(match?.[2])];
  if (from <= to) return { name, from, to };
  return reader.fail(written, `${name} expects a range such as 0-30, found "${written.text}"`);
}

/** `range` holds the names of the ranges that a number lies in. */
export const rangemap: Command = {
  name: 'rangemap',
  syntax: 'field=<field> <name>=<from>-<to> ... [default=<name>]',
  summary: 'Names the ranges that a number lies in, in the field `range`.',
  reads: 'arguments',
  parse: (reader) => {
    let field: string | undefined;
    let otherwise = 'None';
    const ranges: Range[] = [];
    while (!reader.isAtEnd) {
      const name = reader.expectText('"field=" and ranges such as low=0-30').text;
      reader.expectSign('=');
      if (name === 'field') field = reader.expectText('a field').text;
      else if (name === 'default') otherwise = reader.expectText('a text').text;
      else ranges.push(readRange(reader, name));
      reader.trySign(',');
    }
    if (field === undefined || ranges.length === 0)
      return reader.failNext('"field=" and ranges such as low=0-30');
    const of = field;
    return (input, builder) => {
      const value = `(${asNumber(fieldValue(input, of))})`;
      const names = ranges.map(({ name, from, to }) => {
        const isIn = `${value} BETWEEN ${numberLiteral(from).sql} AND ${numberLiteral(to).sql}`;
        return `CASE WHEN ${isIn} THEN ${textLiteral(name).sql} END`;
      });
      const found = `list_filter([${names.join(', ')}], lambda "#r": "#r" IS NOT NULL)`;
      const all = `coalesce(nullif(${found}, []), [${textLiteral(otherwise).sql}])`;
      return assign('rangemap', input, builder, [['range', list(all)]]);
    };
  },
};
