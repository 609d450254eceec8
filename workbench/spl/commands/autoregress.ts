import type { Argument, ArgumentReader } from '../arguments';
import { assign, fieldValue } from '../build';
import type { Command } from '../command';
import { numbered } from '../numbered';
import type { Value } from '../sql/value';

const PLACE = '"#place"';
/** More copies than this are none that anyone reads. */
const MOST_COPIES = 1000;

/** Which rows before each one are copied from: the first and the last, counted back. */
function readRange(reader: ArgumentReader, written: Argument | undefined): { from: number; to: number } {
  if (!written) return { from: 1, to: 1 };
  const [, first, last = first] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(written.text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (from >= 1 && to >= from && to - from < MOST_COPIES) return { from, to };
  return reader.fail(written, `p expects a number from 1 on or a range such as 2-4, found "${written.text}"`);
}

export const autoregress: Command = {
  name: 'autoregress',
  syntax: '<field> [AS <newfield>] <options>',
  summary: 'Copies the value of a field from the rows before each row into new fields.',
  options: { p: '<int> | <int>-<int>' },
  reads: 'arguments',
  parse: (reader) => {
    const name = reader.expectField().text;
    const options = reader.options();
    const alias = reader.tryWord('as') ? reader.expectText('a name after AS') : undefined;
    reader.options();
    reader.expectEnd();
    const { from, to } = readRange(reader, options.get('p'));
    if (alias && from !== to) reader.fail(alias, 'autoregress takes no name after AS when p is a range');
    return (input, builder) => {
      const value = fieldValue(input, name);
      if (value.kind === 'absent') return input;
      const copies: [string, Value][] = [];
      for (let back = from; back <= to; back++) {
        const sql = `lag(${value.sql}, ${back}) OVER (ORDER BY ${PLACE})`;
        copies.push([alias?.text ?? `${name}_p${back}`, { kind: value.kind, sql }]);
      }
      return assign('autoregress', numbered('autoregress', input, builder, PLACE), builder, copies);
    };
  },
};
