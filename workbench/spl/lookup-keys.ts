import { type Builder, type Field, fieldValue, type Relation } from './build';
import { asText, type Value } from './sql/value';

/** A field of a lookup, and the field of the events that it meets. */
export interface LookupPair {
  readonly field: Field;
  readonly event: string;
}

/** A value of the events that is looked up: `key` finds it again, `single` is one of its values. */
export interface LookupKey {
  readonly pair: LookupPair;
  readonly value: Value;
  readonly key: string;
  readonly single: string;
  /** The place of the value among those of a list; empty when the field is no list. */
  readonly position: string;
}

/** What of the events each of the pairs looks up. */
export function keysOf(inputs: readonly LookupPair[], input: Relation): LookupKey[] {
  return inputs.map((pair, at) => {
    const value = fieldValue(input, pair.event);
    const key = `"#k${at}"`;
    const isList = value.kind === 'list';
    return {
      pair,
      value,
      key,
      single: isList ? `"#v${at}"` : key,
      position: isList ? `"#p${at}"` : '',
    };
  });
}

/** SQL of what `key` finds again: a text or a list. */
export const keySql = ({ value }: LookupKey): string => (value.kind === 'list' ? value.sql : asText(value));

/** The step with what is looked up, each combination once; the values of lists one by one. */
export function distinctValues(keys: readonly LookupKey[], input: Relation, builder: Builder): string {
  const items = keys.map((key) => `${keySql(key)} AS ${key.key}`).join(', ');
  const present = keys.map((key) => `${keySql(key)} IS NOT NULL`).join(' AND ');
  const distinct = builder.step(
    'lookup_keys',
    `SELECT DISTINCT ${items} FROM ${input.from} WHERE ${present}`,
  );
  return keys
    .filter(({ position }) => position !== '')
    .reduce(
      (from, { key, single, position }) =>
        builder.step(
          'lookup_values',
          `SELECT *, unnest(${key}) AS ${single}, generate_subscripts(${key}, 1) AS ${position} FROM ${from}`,
        ),
      distinct,
    );
}
