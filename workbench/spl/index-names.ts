import type { Argument, ArgumentReader } from './arguments';
import { fieldValue, type Relation } from './build';
import { isLike } from './search/words';
import { asText } from './sql/value';

/** The index that Splunk means when none is named. */
const DEFAULT_INDEX = 'main';

/** Options of a command, of which `index` may be given many times. */
export function indexOptions(reader: ArgumentReader): {
  options: ReadonlyMap<string, Argument>;
  indexes: readonly string[];
} {
  const options = new Map<string, Argument>();
  const indexes: string[] = [];
  for (let option = reader.tryOption(); option; option = reader.tryOption()) {
    if (option.name === 'index') indexes.push(option.value.text);
    else options.set(option.name, option.value);
    reader.trySign(',');
  }
  reader.expectEnd();
  return { options, indexes: indexes.length === 0 ? [DEFAULT_INDEX] : indexes };
}

/** SQL condition that an event lies in one of the indexes, which may be named with `*`. */
export function inIndexes(rows: Relation, indexes: readonly string[]): string {
  const index = asText(fieldValue(rows, 'index'));
  return `(${indexes.map((name) => isLike(index, name)).join(' OR ')})`;
}
