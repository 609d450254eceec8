import type { Argument, ArgumentReader } from '../arguments';
import { type Builder, fieldValue, orderBy, type Relation } from '../build';
import type { Command } from '../command';
import { NOTHING } from '../events';
import { LIMITS } from '../limits';
import { merge } from '../merge';
import { asText } from '../sql/value';
import { cutRows } from '../subsearch';

/** The SQL join of each type; Splunk calls one of them by two names. */
const TYPES: Readonly<Record<string, 'JOIN' | 'LEFT JOIN'>> = {
  inner: 'JOIN',
  left: 'LEFT JOIN',
  outer: 'LEFT JOIN',
};

function readType(reader: ArgumentReader, written: Argument | undefined): 'JOIN' | 'LEFT JOIN' {
  if (!written) return 'JOIN';
  const type = Object.hasOwn(TYPES, written.text) ? TYPES[written.text] : undefined;
  return type ?? reader.fail(written, `type expects inner, left or outer, found "${written.text}"`);
}

function refuseOthers(reader: ArgumentReader, options: ReadonlyMap<string, Argument>): void {
  for (const name of ['left', 'right']) {
    const option = options.get(name);
    if (option) reader.fail(option, `join with ${name}= and where is not supported; join by field names`);
  }
  const usetime = options.get('usetime');
  if (usetime && reader.boolean(usetime, 'usetime'))
    reader.fail(usetime, 'join with usetime=true is not supported');
}

/** The first rows of each combination of keys; a row without one of them joins with none. */
function firstOfEach(found: Relation, builder: Builder, keys: readonly string[], max: number): Relation {
  const present = keys.map((sql) => `${sql} IS NOT NULL`).join(' AND ');
  const place = `row_number() OVER (PARTITION BY ${keys.join(', ')}${orderBy(found)})`;
  const first = max === 0 ? '' : ` QUALIFY ${place} <= ${max}`;
  return {
    ...found,
    from: builder.step('join_first', `SELECT * FROM ${found.from} WHERE ${present}${first}`),
  };
}

/** Splunk joins by every field that both sides have when none is named. */
function sharedNames(left: Relation, right: Relation): string[] {
  const names = new Set(right.fields.map(({ name }) => name));
  return left.fields.map(({ name }) => name).filter((name) => names.has(name) && !name.startsWith('_'));
}

export const join: Command = {
  name: 'join',
  syntax: '<options> [<field-list>] [<search>]',
  summary: 'Joins the rows with those of another search that have the same values.',
  options: {
    type: 'inner | outer | left',
    max: '<int>',
    overwrite: '<bool>',
    usetime: '<bool>',
    earlier: '<bool>',
    left: '<alias>',
    right: '<alias>',
  },
  differs: 'Fields of the same name join; left=, right= and usetime=true are refused.',
  reads: 'search',
  parse: (reader, search) => {
    const start = reader.next;
    const options = reader.options();
    refuseOthers(reader, options);
    const names = reader.fieldNames().map((argument) => argument.text);
    reader.options();
    reader.expectEnd();
    refuseOthers(reader, options);
    const type = readType(reader, options.get('type'));
    const most = options.get('max');
    const max = most ? reader.integer(most, 'max', 0) : 1;
    const overwrite = options.get('overwrite');
    const isRightFirst = overwrite === undefined || reader.boolean(overwrite, 'overwrite');
    return async (input, builder) => {
      const found = cutRows(await builder.search(search, NOTHING), builder, LIMITS.appendedRows.value);
      const by = names.length > 0 ? names : sharedNames(input, found);
      if (by.length === 0) return reader.fail(start, 'join found no field that both searches have');
      const [leftKeys, rightKeys] = [input, found].map((side) =>
        by.map((name) => asText(fieldValue(side, name))),
      );
      const right = firstOfEach(found, builder, rightKeys!, max);
      return merge(input, right, builder, {
        command: 'join',
        leftKeys: leftKeys!,
        rightKeys: rightKeys!,
        join: type,
        isRightFirst,
      });
    };
  },
};
