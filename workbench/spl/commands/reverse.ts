import type { Command } from '../command';
import { numbered } from '../numbered';

const PLACE = '"#place"';

export const reverse: Command = {
  name: 'reverse',
  syntax: '',
  summary: 'The rows in reverse order.',
  reads: 'arguments',
  parse: (reader) => {
    reader.expectEnd();
    return (input, builder) => ({
      ...numbered('reverse', input, builder, PLACE),
      order: [`${PLACE} DESC`],
    });
  },
};
