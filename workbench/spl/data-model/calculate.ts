import type { Calculation } from '../../conf/dataset';
import { ArgumentReader } from '../arguments';
import { assign, type Builder, type Relation, relationScope } from '../build';
import { rex } from '../commands/rex';
import { parseEval } from '../eval';
import { compileValue } from '../expression/compile';
import { applyLookup } from '../lookup';
import type { LookupPair } from '../lookup-keys';
import { plainSource } from '../source';

type Rex = Extract<Calculation, { kind: 'rex' }>;
type Lookup = Extract<Calculation, { kind: 'lookup' }>;

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

function extract({ input: field, expression }: Rex, input: Relation, builder: Builder): Relation {
  const source = plainSource(`field=${quoted(field)} ${quoted(expression)} max_match=1`);
  const reader = new ArgumentReader(source, 'rex', 0, source.text.length, rex.options);
  return rex.parse(reader)(input, builder);
}

async function lookUp(calculation: Lookup, input: Relation, builder: Builder): Promise<Relation | string> {
  const table = await builder.lookup(calculation.lookup);
  if ('fault' in table) return table.fault;
  const pairs = (written: Lookup['inputs']): LookupPair[] =>
    written.flatMap(({ field, event }) => {
      const known = table.fields.find(({ name }) => name === field);
      return known ? [{ field: known, event }] : [];
    });
  const [inputs, outputs] = [pairs(calculation.inputs), pairs(calculation.found)];
  const missing = [...calculation.inputs, ...calculation.found].find(
    ({ field }) => !table.fields.some(({ name }) => name === field),
  );
  if (missing) return `lookup "${calculation.lookup}" has no field "${missing.field}"`;
  return applyLookup({ table, inputs, outputs, keepsOld: false }, input, builder);
}

/** The rows with the fields that a calculation makes, or a sentence that says why there are none. Throws SearchError. */
export async function calculate(
  calculation: Calculation,
  input: Relation,
  builder: Builder,
): Promise<Relation | string> {
  if (calculation.kind === 'rex') return extract(calculation, input, builder);
  if (calculation.kind === 'lookup') return lookUp(calculation, input, builder);
  const value = compileValue(parseEval(calculation.expression), relationScope(input, builder));
  return assign(
    'dataset_eval',
    input,
    builder,
    calculation.outputs.map((output) => [output, value] as const),
  );
}
