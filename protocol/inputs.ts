import type { Declaration, Input, Options } from './declaration';

/** What a call reads: the declared inputs, with the fields that its arguments name. */
export function inputsOf({ inputs }: Declaration, options: Options<Declaration>): Input[] {
  const given = options as Readonly<Record<string, unknown>>;
  return inputs.map((input) => {
    const named = input.argument === undefined ? undefined : given[input.argument];
    return typeof named === 'string' ? { ...input, fields: [named, ...input.fields] } : input;
  });
}
