import type { Argument, ArgumentReader } from '../arguments';
import type { LookupWrite } from '../build';
import type { Command } from '../command';

const CONTEXTS = ['app', 'user', 'system'];
const FORMATS = ['splunk_sv_csv', 'splunk_mv_csv'];

type Given = ReadonlyMap<string, Argument>;

function oneOf(reader: ArgumentReader, given: Given, name: string, values: readonly string[]): string {
  const option = given.get(name);
  if (option === undefined) return values[0]!;
  const value = values.find((known) => known === option.text.toLowerCase());
  return value ?? reader.fail(option, `${name} expects ${values.join(' or ')}, found "${option.text}"`);
}

/** The workbench has one folder for lookup files, which stands for that of the app. */
function checkPlace(reader: ArgumentReader, given: Given): void {
  const inApp = given.get('createinapp');
  if (inApp && !reader.boolean(inApp, 'createinapp'))
    reader.fail(inApp, 'createinapp=false is not supported: lookup files of the workbench belong to the app');
  const context = oneOf(reader, given, 'create_context', CONTEXTS);
  if (context !== 'app' && !inApp)
    reader.fail(
      given.get('create_context')!,
      `create_context=${context} is not supported: lookup files of the workbench belong to the app`,
    );
}

function readWrite(reader: ArgumentReader): LookupWrite & { readonly argument: Argument } {
  const before = reader.options();
  const argument = reader.expectText('the name of a lookup');
  const given = new Map([...before, ...reader.options()]);
  reader.expectEnd();
  checkPlace(reader, given);
  const most = given.get('max');
  const keyField = given.get('key_field')?.text;
  const isAppended = reader.flag(given, 'append', keyField !== undefined);
  return {
    argument,
    name: argument.text,
    isAppended,
    keyField,
    updates: reader.flag(given, 'allow_updates', true),
    mostRows: most && reader.integer(most, 'max', 1),
    createsEmpty: reader.flag(given, 'create_empty', false),
    overridesIfEmpty: reader.flag(given, 'override_if_empty', true),
    keepsLists: oneOf(reader, given, 'output_format', FORMATS) === 'splunk_mv_csv',
  };
}

/** The rows as they are, once they are written. */
export const outputlookup: Command = {
  name: 'outputlookup',
  syntax: '<options> <file.csv | lookup>',
  summary: 'Writes the rows into a lookup file or a collection of the KV store, and lets them go on.',
  options: {
    append: '<bool>',
    create_empty: '<bool>',
    override_if_empty: '<bool>',
    max: '<int>',
    key_field: '<field>',
    allow_updates: '<bool>',
    createinapp: '<bool>',
    create_context: 'app',
    output_format: 'splunk_sv_csv | splunk_mv_csv',
  },
  differs:
    'Files are written to the state folder and come before those of the app; no .gz, no system or user context.',
  reads: 'arguments',
  parse: (reader) => {
    const { argument, ...write } = readWrite(reader);
    return async (input, builder) => {
      const rows = await builder.materialise(input);
      const fault = await builder.writeLookup(write, rows);
      return fault ? reader.fail(argument, fault.fault, fault.help) : rows;
    };
  },
};
