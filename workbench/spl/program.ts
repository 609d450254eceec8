import type { CommandConf } from '../conf/commands';
import type { Macro } from '../conf/macros';
import { ArgumentReader } from './arguments';
import type { Step } from './build';
import type { WrittenCommand } from './command';
import { COMMANDS } from './commands';
import { ExpressionReader } from './expression/parse';
import { externalArguments } from './external-arguments';
import { expandMacros } from './macros';
import { nearestHelp } from './nearest';
import { splitPipeline } from './pipeline';
import { failAt } from './source';
import { UNSUPPORTED_COMMANDS } from './splunk-commands';

/** A search command that another program carries out, with its arguments as Splunk hands them over. */
export interface ExternalCommand {
  readonly conf: CommandConf;
  /** Tokens with quotes and escapes taken away. */
  readonly args: readonly string[];
  /** The same tokens as they were written. */
  readonly rawArgs: readonly string[];
}

/** One command of a search, ready to be built or started. */
type Stage =
  | { readonly kind: 'step'; readonly command: string; readonly step: Step }
  | { readonly kind: 'external'; readonly command: string; readonly external: ExternalCommand };

export interface Program {
  readonly stages: readonly Stage[];
  /** The search with its macros expanded. */
  readonly expanded: string;
}

/** What a search may name besides the commands of the language. */
export interface Knowledge {
  readonly commands: ReadonlyMap<string, CommandConf>;
  readonly macros: ReadonlyMap<string, Macro>;
}

function parseStage(written: WrittenCommand, isFirst: boolean, knowledge: Knowledge): Stage {
  const { source, name, nameStart, nameEnd, start, end } = written;
  const external = knowledge.commands.get(name);
  if (external) {
    const { args, rawArgs } = externalArguments(source, start, end);
    return { kind: 'external', command: name, external: { conf: external, args, rawArgs } };
  }
  const command = COMMANDS.get(name);
  if (!command && UNSUPPORTED_COMMANDS.has(name))
    return failAt(
      source,
      nameStart,
      nameEnd,
      `command "${name}" of Splunk is not supported by the workbench`,
    );
  if (!command) {
    const help = nearestHelp('command', name, [...COMMANDS.keys(), ...knowledge.commands.keys()]);
    return failAt(source, nameStart, nameEnd, `unknown command "${name}"`, help);
  }
  if (command.isGenerating && !isFirst)
    failAt(source, nameStart, nameEnd, `"${name}" has to be the first command`);
  if (command.reads === 'text') return { kind: 'step', command: name, step: command.parse(written) };
  const step =
    command.reads === 'arguments'
      ? command.parse(new ArgumentReader(source, name, start, end))
      : command.parse(new ExpressionReader(source, start, end));
  return { kind: 'step', command: name, step };
}

/** A search as a list of commands, all of them checked before any is run. Throws SearchError. */
export function parseProgram(text: string, knowledge: Knowledge): Program {
  const source = expandMacros(text, knowledge.macros);
  const commands = splitPipeline(source);
  return {
    stages: commands.map((written, at) => parseStage(written, at === 0, knowledge)),
    expanded: source.text,
  };
}
