import type { Argument, Command } from '../schema/command';
import { COMMANDS } from '../schema/commands';

const TYPES: Readonly<Record<Exclude<Argument['kind'], 'choice'>, string>> = {
  duration: '<time-span>',
  integer: '<int>',
  field: '<field>',
  domains: '<domain-list>',
  networks: '<network-list>',
  people: '<mailbox-list>',
  lookup: '<filename>',
};

/** The text of default/searchbnf.conf: the help that the search bar shows while a command is typed. */
export function searchbnfConf(): string {
  const stanzas = Object.values(COMMANDS).map(stanzaOf);
  return `# generated from schema/commands.ts by tools/generate.ts\n\n${stanzas.join('\n\n')}\n`;
}

function stanzaOf(command: Command): string {
  const { name, summary, description } = command;
  const examples = command.examples.flatMap(({ search, comment }, index) => [
    `example${index + 1} = ${search}`,
    `comment${index + 1} = ${comment}`,
  ]);
  return [
    `[${name}-command]`,
    `syntax = ${syntaxOf(command)}`,
    `shortdesc = ${summary}`,
    `description = ${[description, ...command.arguments.map(sentenceOf), outputsOf(command)].join(' ')}`,
    ...examples,
    'tags = smtp mail email',
    'usage = public',
  ].join('\n');
}

function syntaxOf({ name, arguments: list, by }: Command): string {
  const options = list.map((argument) => `(${argument.name}=${typeOf(argument)})?`);
  return [name, ...options, ...(by === undefined ? [] : ['(by <field-list>)?'])].join(' ');
}

function typeOf(argument: Argument): string {
  return argument.kind === 'choice' ? `(${argument.choices.join('|')})` : TYPES[argument.kind];
}

function sentenceOf(argument: Argument): string {
  const { name, help } = argument;
  const usual = [argument.default ?? []].flat().join(', ');
  return `${name}: ${help}${usual === '' ? '' : ` Default: ${usual}.`}`;
}

function outputsOf(command: Command): string {
  const modes = 'modes' in command ? Object.entries(command.modes) : [['', command] as const];
  return modes
    .map(([mode, { outputs }]) => {
      const names = outputs.map(({ name }) => name).join(', ');
      return mode === '' ? `Adds the fields ${names}.` : `Fields with mode=${mode}: ${names}.`;
    })
    .join(' ');
}
