import { AGGREGATES } from '../workbench/spl/aggregates';
import type { Command } from '../workbench/spl/command';
import { COMMANDS } from '../workbench/spl/commands';
import { DIFFERENCES } from '../workbench/spl/differences';
import type { EvalFunctions } from '../workbench/spl/expression/call';
import { FUNCTION_TABLES } from '../workbench/spl/expression/functions';
import { LIMITS } from '../workbench/spl/limits';
import { UNSUPPORTED_COMMANDS } from '../workbench/spl/splunk-commands';

const byName = (left: string, right: string): number => (left < right ? -1 : 1);

/** A text in a cell of a table. */
const cell = (text: string): string => text.replaceAll('|', '\\|');
const code = (text: string): string => `\`${cell(text)}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function commandRow({
  name,
  aliases = [],
  syntax = '',
  options = {},
  summary = '',
  differs,
}: Command): string[] {
  const written = [name, ...syntax.split(' ')].filter((word) => word !== '' && word !== '<options>');
  const values = Object.entries(options).map(([option, value]) => code(`${option}=${value}`));
  const also = aliases.length === 0 ? '' : ` Also called ${aliases.map(code).join(', ')}.`;
  const less = differs === undefined ? '' : ` *${cell(differs)}*`;
  return [code(written.join(' ')), values.join('<br>'), `${cell(summary)}${also}${less}`];
}

function commandTable(): string {
  const commands = [...new Set(COMMANDS.values())].sort((one, other) => byName(one.name, other.name));
  return table(['command', 'options', 'what it does, and *where it differs*'], commands.map(commandRow));
}

function functionRow(title: string, functions: EvalFunctions): string[] {
  return [title, Object.keys(functions).sort(byName).map(code).join(' ')];
}

function differing(entries: readonly (readonly [string, { readonly differs?: string }])[]): string {
  const lines = entries.flatMap(([name, { differs }]) =>
    differs === undefined ? [] : [`- \`${name}\`: ${differs}`],
  );
  return lines.sort(byName).join('\n');
}

function functionTable(): string {
  const rows = Object.entries(FUNCTION_TABLES).map(([title, functions]) => functionRow(title, functions));
  const all = Object.values(FUNCTION_TABLES).flatMap((functions) => Object.entries(functions));
  return `${table(['about', 'functions'], rows)}\n\n${differing(all)}`;
}

const written = (name: string): string => name.replace('#', '<0-100>');

function aggregateList(): string {
  const entries = Object.entries(AGGREGATES).map(([name, one]) => [written(name), one] as const);
  const names = entries.map(([name]) => code(name)).sort(byName);
  return `${names.join(' ')}\n\n${differing(entries)}`;
}

const KNOWLEDGE: readonly (readonly [string, string])[] = [
  [
    'Event types (eventtypes.conf)',
    'search terms, macros and other event types among them; by priority, then by name, in the field `eventtype`. No names with `%field%`.',
  ],
  [
    'Tags (tags.conf)',
    '`tag=x`, `tag::field=x` and the fields `tag` and `tag::<field>`; values are compared as search terms compare them.',
  ],
  [
    'Automatic lookups (LOOKUP- in props.conf)',
    'out of CSV files and the KV store, applied to the events of their sourcetype when a search can see what they say; one that would read what another gives is refused.',
  ],
  [
    'Data models (data/models/*.json)',
    'event and search datasets with constraints, required fields and calculations by eval, regular expression and lookup, for `tstats`, `from` and `datamodel`. No transaction datasets, no GeoIP; acceleration changes nothing.',
  ],
];

function limitTable(): string {
  const rows = Object.values(LIMITS).map(({ value, setting, beyond }) => [
    value.toLocaleString('en-US'),
    cell(setting),
    cell(beyond),
  ]);
  return table(['most', 'set by Splunk in', 'beyond'], rows);
}

/** The text of docs/spl.md: what of Splunk's search language the workbench has. */
export function splPage(): string {
  const refused = [...UNSUPPORTED_COMMANDS].sort(byName).map(code).join(' ');
  return `<!-- generated from workbench/spl by tools/generate.ts -->
# The search language of the workbench

The workbench runs searches in Splunk's language on DuckDB, so that one search can be tried on a laptop and pasted into Splunk.
What follows is read from the code: everything else is refused with a message that names the place, the fault and the nearest
name that is known. Search terms, macros, comments in three backticks, subsearches in \`[ ]\` and the commands of the app itself
work as in Splunk.

## What the app's conf files add

${KNOWLEDGE.map(([name, sentence]) => `- **${name}**: ${sentence}`).join('\n')}

A fault in one of them is told when the workbench starts, and again by the search that asks for it; the rest goes on.

## Commands

${commandTable()}

## Functions of eval, where and fieldformat

${functionTable()}

## Functions of stats, eventstats, streamstats, chart and timechart

Each takes a field or \`eval(expression)\`; in stats and eventstats also a field with \`*\`, which stands for every field that fits.

${aggregateList()}

## Limits

The same as Splunk's, where a search does not set another. A result keeps as many rows as \`max_count\` under \`[search]\` in limits.conf says.

${limitTable()}

## What is different everywhere

${DIFFERENCES.map((sentence) => `- ${sentence}`).join('\n')}

## Commands of Splunk that are refused

${refused}
`;
}
