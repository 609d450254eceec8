import type { Argument, ArgumentReader } from '../arguments';
import { type Builder, fieldValue, orderBy, type Relation } from '../build';
import type { Command } from '../command';
import { NOTHING } from '../events';
import { escapeQuoted, fillTemplate, type Quoting } from '../fill';
import { LIMITS } from '../limits';
import { savedSearch } from '../saved-search';
import { asText } from '../sql/value';
import { union } from '../union';

const DEFAULT_SEARCHES = LIMITS.mappedRows.value;
const TOKEN = /\$([\w.:{}@-]+)\$/g;
/** The number of the run, which the map command offers beside the fields. */
const SERIAL = '_serial_id';
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const WORD = /^\w+$/;
const OPERATOR = /^(?:and|or|not|xor|in|like|as|by|over|with|where|sortby|output|outputnew)$/i;

interface Mapping {
  /** What a fault of the search is shown at. */
  readonly at: Argument;
  /** The search with its tokens, or the name of a saved one. */
  readonly text: string;
  readonly isSaved: boolean;
  readonly maxSearches: number;
}

type Fail = (sentence: string, help?: string) => never;

/**
 * A value as nothing but one text: the manual leaves open what a quote, a pipe or a bracket in it does to the search.
 * Numbers and words stand as they are; in single quotes and in macro calls nothing else may stand.
 */
function written(value: string, quoting: Quoting, fail: Fail): string {
  if (quoting === '"') return escapeQuoted(value);
  if (NUMBER.test(value) || (WORD.test(value) && !OPERATOR.test(value))) return value;
  if (quoting === '') return `"${escapeQuoted(value)}"`;
  return fail(`map fills in nothing but words and numbers between ${quoting} and ${quoting}`);
}

/** The search for one row; its first word is a command. */
function filled(template: string, values: ReadonlyMap<string, unknown>, fail: Fail): string {
  const text = fillTemplate(template, TOKEN, (name, quoting) => {
    const value = values.get(name);
    if (typeof value === 'string') return written(value, quoting, fail);
    return fail(`map finds no value of "${name}" in row ${String(values.get(SERIAL))}`);
  });
  return /^\s*(?:\||search\b)/i.test(text) ? text : `| ${text}`;
}

async function runEach(input: Relation, builder: Builder, mapping: Mapping, fail: Fail): Promise<Relation> {
  const { maxSearches } = mapping;
  const template = mapping.isSaved ? savedSearch(builder, mapping.text, fail).search : mapping.text;
  const names = [...new Set([...template.matchAll(TOKEN)].map(([, name]) => name!))];
  const items = ['1', ...names.map((name) => asText(fieldValue(input, name)))];
  const rows = await builder.query(
    `SELECT ${items.join(', ')} FROM ${input.from}${orderBy(input)} LIMIT ${maxSearches}`,
  );
  builder.warnAbove(
    input,
    maxSearches,
    (found) =>
      `The search result count (${found}) exceeds maximum (${maxSearches}), using max. To override it, set maxsearches appropriately.`,
  );
  const found: Relation[] = [];
  for (const [at, [, ...row]] of rows.entries()) {
    const values = new Map<string, unknown>(names.map((name, column) => [name, row[column]]));
    values.set(SERIAL, String(at + 1));
    found.push(await builder.searchText(filled(template, values, fail), NOTHING));
  }
  return found.length === 0 ? NOTHING : union('map', builder, found);
}

function readMapping(reader: ArgumentReader, template: string | undefined): Mapping {
  const start = reader.next;
  const options = reader.options();
  const saved = reader.isAtEnd ? undefined : reader.expectText('a saved search');
  reader.options();
  reader.expectEnd();
  const most = options.get('maxsearches');
  const maxSearches = most ? reader.integer(most, 'maxsearches', 1) : DEFAULT_SEARCHES;
  const search = options.get('search');
  const given = [search, saved].filter((one) => one !== undefined);
  const [only] = given;
  if (given.length + (template === undefined ? 0 : 1) > 1)
    reader.fail(only!, 'map takes one of search=, a search in [ ] and the name of a saved search');
  if (template !== undefined) return { at: start, text: template, isSaved: false, maxSearches };
  if (!only) return reader.failNext('search=, a search in [ ] or the name of a saved search');
  return { at: only, text: only.text, isSaved: only === saved, maxSearches };
}

export const map: Command = {
  name: 'map',
  syntax: '(<saved search> | search="<search>" | [<search>]) <options>',
  summary: 'Runs a search once for each row, with the values of its fields in place of `$field$`.',
  options: { search: '<string>', maxsearches: '<int>' },
  differs: 'A value never becomes more than one text, whatever signs it holds.',
  reads: 'template',
  parse: (reader, template) => {
    const mapping = readMapping(reader, template);
    const fail: Fail = (sentence, help) => reader.fail(mapping.at, sentence, help);
    return async (input, builder) => ({
      ...(await runEach(input, builder, mapping, fail)),
      isTransformed: true,
    });
  },
};
