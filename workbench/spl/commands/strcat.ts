import { assign, fieldValue } from '../build';
import type { Command } from '../command';
import { asText, text, textLiteral } from '../sql/value';

/** Fields and quoted texts side by side, in a field. */
export const strcat: Command = {
  name: 'strcat',
  syntax: '<options> (<field> | "<text>") ... <newfield>',
  summary: 'Puts fields and texts side by side into a field.',
  options: { allrequired: '<bool>' },
  reads: 'arguments',
  parse: (reader) => {
    const required = reader.options().get('allrequired');
    const isAllRequired = required !== undefined && reader.boolean(required, 'allrequired');
    const parts = reader.fieldNames();
    const into = parts.pop();
    if (!into || parts.length === 0)
      return reader.failNext('fields or quoted texts, and a field for the result');
    reader.expectEnd();
    return (input, builder) => {
      const texts = parts.map((part) => {
        if (part.kind === 'quoted') return textLiteral(part.text).sql;
        const value = asText(fieldValue(input, part.text));
        return isAllRequired ? value : `coalesce(${value}, '')`;
      });
      const joined = `(${texts.join(' || ')})`;
      const before = asText(fieldValue(input, into.text));
      return assign('strcat', input, builder, [[into.text, text(`coalesce(${joined}, ${before})`)]]);
    };
  },
};
