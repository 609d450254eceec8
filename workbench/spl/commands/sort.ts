import type { Command } from '../command';
import { LIMITS } from '../limits';
import { readSortKey, type SortKey, sortRows } from '../sort-keys';

const DEFAULT_LIMIT = LIMITS.sortedRows.value;

export const sort: Command = {
  name: 'sort',
  syntax: '[<int>] <options> [+|-] <field> ... [d]',
  summary: 'Sorts rows; `num(x)`, `str(x)` and `ip(x)` say how.',
  options: { limit: '<int>' },
  reads: 'arguments',
  parse: (reader) => {
    const options = reader.options();
    const isCount = reader.next.kind === 'word' && /^\d+$/.test(reader.next.text);
    const count = isCount ? reader.take() : options.get('limit');
    const keys: SortKey[] = [];
    let isReversed = false;
    while (!reader.isAtEnd) {
      isReversed = keys.length > 0 && (reader.tryWord('d') || reader.tryWord('desc'));
      if (isReversed) reader.expectEnd();
      else keys.push(readSortKey(reader));
      reader.trySign(',');
    }
    if (keys.length === 0) reader.failNext('a field to sort by');
    const limit = count ? reader.integer(count, 'limit', 0) : DEFAULT_LIMIT;
    const directed = keys.map((key) => ({ ...key, isDescending: key.isDescending !== isReversed }));
    return (input, builder) => {
      if (!count) {
        builder.warnAbove(
          input,
          limit,
          (found) => `sort kept the first ${limit} of ${found} rows; "sort 0" keeps all of them`,
        );
      }
      return sortRows(input, builder, directed, limit === 0 ? undefined : limit);
    };
  },
};
