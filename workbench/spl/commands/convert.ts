import type { Argument, ArgumentReader } from '../arguments';
import { assign, type Builder, type Field, type Relation } from '../build';
import type { Command } from '../command';
import { CONVERSIONS, type Conversion } from '../conversions';
import { nearestHelp } from '../nearest';
import { asText, textToNumber, type Value } from '../sql/value';
import { formatTime, parseTime, TimeFormatError } from '../time/format';
import { fits } from '../wildcards';

/** One `function(field) AS name`. */
interface Conversions {
  readonly conversion: Conversion | 'none';
  readonly fields: string;
  readonly into?: string;
}

function readConversion(reader: ArgumentReader): Conversions {
  const word = reader.expectText('a function such as ctime(field)');
  const name = word.text.toLowerCase();
  const conversion = name === 'none' ? 'none' : CONVERSIONS[name];
  if (!conversion || !(name === 'none' || Object.hasOwn(CONVERSIONS, name))) {
    const help = nearestHelp('function', name, Object.keys(CONVERSIONS));
    return reader.fail(word, `unknown function "${word.text}"`, help);
  }
  reader.expectSign('(');
  const field = reader.expectText('a field');
  reader.expectSign(')');
  const isNamed = reader.tryWord('as');
  const into = isNamed ? reader.expectText('a name after AS') : undefined;
  if (into && field.text.includes('*'))
    reader.fail(into, 'convert takes a name after AS for one field, not for a wildcard');
  reader.trySign(',');
  return { conversion, fields: field.text, ...(into && { into: into.text }) };
}

/** The format, once both ways of converting with it are known to work. */
function readFormat(reader: ArgumentReader, written: Argument | undefined): string {
  const format = written?.text ?? '%m/%d/%Y %H:%M:%S';
  try {
    formatTime('t', format);
    return format;
  } catch (error) {
    if (!written || !(error instanceof TimeFormatError)) throw error;
    return reader.fail(written, error.message);
  }
}

/** Whether the fields hold nothing but numbers: what "auto" asks for before it converts one. */
async function numeric(input: Relation, builder: Builder, fields: readonly Field[]): Promise<Set<Field>> {
  if (fields.length === 0) return new Set();
  const counts = fields.map(
    (field) => `count(${asText(field)}) = count(${textToNumber(`(${asText(field)})`)})`,
  );
  const [row = []] = await builder.query(`SELECT ${counts.join(', ')} FROM ${input.from}`);
  return new Set(fields.filter((_, at) => row[at] === true));
}

function picked(input: Relation, { fields }: Conversions): Field[] {
  return input.fields.filter(
    ({ name }) => fits(name, fields) && (!fields.includes('*') || !name.startsWith('_')),
  );
}

async function convertAll(
  input: Relation,
  builder: Builder,
  conversions: readonly Conversions[],
  format: string,
): Promise<Relation> {
  const kept = new Set(conversions.flatMap((one) => (one.conversion === 'none' ? picked(input, one) : [])));
  const values = new Map<string, Value>();
  for (const one of conversions) {
    if (one.conversion === 'none') continue;
    const { conversion, into } = one;
    const fields = picked(input, one).filter((field) => !kept.has(field));
    const able = conversion.isOnlyIfNumeric ? await numeric(input, builder, fields) : new Set(fields);
    for (const field of fields)
      if (able.has(field)) values.set(into ?? field.name, conversion.convert(field, format));
  }
  return values.size === 0 ? input : assign('convert', input, builder, [...values]);
}

export const convert: Command = {
  name: 'convert',
  syntax: '<options> <function>(<wc-field>) [AS <newfield>] ...',
  summary: `Converts fields with ${Object.keys(CONVERSIONS).join(', ')}; none leaves fields out.`,
  options: { timeformat: '<string>' },
  differs: '"auto" converts fields of plain numbers alone.',
  reads: 'arguments',
  parse: (reader) => {
    const written = reader.options().get('timeformat');
    const format = readFormat(reader, written);
    const conversions = [readConversion(reader)];
    while (!reader.isAtEnd) conversions.push(readConversion(reader));
    if (conversions.some(({ conversion }) => conversion === CONVERSIONS['mktime']))
      checkReadable(reader, written, format);
    return (input, builder) => convertAll(input, builder, conversions, format);
  },
};

function checkReadable(reader: ArgumentReader, written: Argument | undefined, format: string): void {
  try {
    parseTime('t', format);
  } catch (error) {
    if (!written || !(error instanceof TimeFormatError)) throw error;
    reader.fail(written, error.message);
  }
}
