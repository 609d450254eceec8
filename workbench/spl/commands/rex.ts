import { quoteText } from '../../engine/quote';
import type { Argument, ArgumentReader } from '../arguments';
import { assign, fieldValue, filter, type Relation } from '../build';
import type { Command } from '../command';
import { onlyGroup } from '../expression/groups';
import { type Pattern, PatternError, translatePattern } from '../expression/pattern';
import { parseSed, type SedChange } from '../sed';
import { asKind, asText, list, nonEmpty, text, type Value } from '../sql/value';

function readPattern(reader: ArgumentReader): { pattern: Pattern; written: Argument } {
  const written = reader.expectText('a quoted regular expression');
  try {
    return { pattern: translatePattern(written.text), written };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return reader.fail(written, error.message);
  }
}

/** What a group matched, or what the field was before when nothing did. */
function firstMatch(text: string, re2: string, group: number, before: Value): Value {
  const found = `nullif(regexp_extract(${text}, ${quoteText(onlyGroup(re2, group))}, 1), '')`;
  if (before.kind === 'absent') return { kind: 'text', sql: found };
  const kind = before.kind === 'list' ? 'list' : 'text';
  return {
    kind,
    sql: `coalesce(${asKind({ kind: 'text', sql: `(${found})` }, kind)}, ${asKind(before, kind)})`,
  };
}

function allMatches(text: string, re2: string, group: number, most: number, before: Value): Value {
  const found = `regexp_extract_all(${text}, ${quoteText(onlyGroup(re2, group))}, 1)${most > 0 ? `[:${most}]` : ''}`;
  const kept = nonEmpty(`list_transform(${found}, lambda "#m": nullif("#m", ''))`);
  return { kind: 'list', sql: `coalesce(${kept}, ${asKind(before, 'list')})` };
}

function extract(input: Relation, field: string, { re2, groups }: Pattern, most: number): [string, Value][] {
  const source = fieldValue(input, field);
  if (source.kind === 'absent') return [];
  const text = asText(source);
  return groups.flatMap((name, at): [string, Value][] => {
    if (name === undefined) return [];
    const before = fieldValue(input, name);
    return [
      [
        name,
        most === 1 ? firstMatch(text, re2, at + 1, before) : allMatches(text, re2, at + 1, most, before),
      ],
    ];
  });
}

function readSed(reader: ArgumentReader): SedChange {
  const written = reader.expectText('a quoted sed expression');
  try {
    return parseSed(written.text);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return reader.fail(written, error.message);
  }
}

/** The field with each of its texts changed. */
function changed(input: Relation, field: string, change: SedChange): [string, Value][] {
  const value = fieldValue(input, field);
  if (value.kind === 'absent') return [];
  if (value.kind !== 'list') return [[field, text(change(`(${asText(value)})`))]];
  return [[field, list(`list_transform(${value.sql}, lambda "#v": ${change('"#v"')})`)]];
}

function readExtraction(reader: ArgumentReader): Pattern {
  const { pattern, written } = readPattern(reader);
  if (pattern.groups.every((name) => name === undefined)) {
    reader.fail(written, 'regular expression names no group to extract, such as (?<field>...)');
  }
  return pattern;
}

export const rex = {
  name: 'rex',
  syntax: '<options> (<regex> | <sed-expression>)',
  summary:
    'Extracts the named groups of a regular expression into fields, or changes a field with a sed expression.',
  options: { field: '<field>', max_match: '<int>', mode: 'sed', offset_field: '<field>' },
  differs:
    'Regular expressions are those that RE2 reads as well: no look-around, no back-references. No offset_field.',
  reads: 'arguments',
  parse: (reader) => {
    const options = reader.options();
    const mode = options.get('mode');
    if (mode && mode.text !== 'sed') reader.fail(mode, `mode expects sed, found "${mode.text}"`);
    const change = mode ? readSed(reader) : undefined;
    const pattern = mode ? undefined : readExtraction(reader);
    reader.options();
    reader.expectEnd();
    const offset = options.get('offset_field');
    if (offset) reader.fail(offset, 'rex with offset_field is not supported');
    const most = options.get('max_match');
    const limit = most ? reader.integer(most, 'max_match', 0) : 1;
    const field = options.get('field')?.text ?? '_raw';
    return (input, builder) => {
      const values = change ? changed(input, field, change) : extract(input, field, pattern!, limit);
      return values.length === 0 ? input : assign('rex', input, builder, values);
    };
  },
} satisfies Command;

export const regex: Command = {
  name: 'regex',
  syntax: '[<field>(=|!=)] "<regex>"',
  summary: 'Keeps rows that a regular expression matches, or does not.',
  differs: 'Regular expressions are those that RE2 reads as well: no look-around, no back-references.',
  reads: 'arguments',
  parse: (reader) => {
    const isNamed = ['=', '!='].includes(reader.signAfterNext);
    const field = isNamed ? reader.expectText('a field').text : '_raw';
    const isNegated = isNamed && reader.take().text === '!=';
    const { pattern } = readPattern(reader);
    reader.expectEnd();
    return (input, builder) => {
      const value = fieldValue(input, field);
      if (value.kind === 'absent') return isNegated ? input : filter('regex', input, builder, 'FALSE');
      const test = (text: string): string => `regexp_matches(${text}, ${quoteText(pattern.re2)})`;
      const matches =
        value.kind === 'list'
          ? `list_bool_or(list_transform(${value.sql}, lambda "#v": ${test('"#v"')}))`
          : test(asText(value));
      return filter('regex', input, builder, `${isNegated ? 'NOT ' : ''}coalesce(${matches}, FALSE)`);
    };
  },
};
