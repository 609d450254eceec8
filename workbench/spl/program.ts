import type { CommandConf } from '../conf/commands';
import { ArgumentReader } from './arguments';
import { bracketSpans, type Span } from './brackets';
import type { Builder, ExternalCommand, Program, Stage, Step } from './build';
import type { Command, WrittenCommand } from './command';
import { COMMANDS } from './commands';
import { ExpressionReader } from './expression/parse';
import { externalArguments } from './external-arguments';
import type { Knowledge } from './knowledge';
import { LIMITS } from './limits';
import { expandMacros } from './macros';
import { nearestHelp } from './nearest';
import { splitBracketed, splitPipeline } from './pipeline';
import { failAt } from './source';
import { UNSUPPORTED_COMMANDS } from './splunk-commands';
import { filledIn, type Subsearch, withSubsearches } from './subsearch';

const DEEPEST = LIMITS.subsearchDepth.value;

/** Parses one search and those in brackets inside of it. */
class ProgramParser {
  readonly #knowledge: Knowledge;
  readonly #depth: number;

  constructor(knowledge: Knowledge, depth: number) {
    this.#knowledge = knowledge;
    this.#depth = depth;
  }

  stages(commands: readonly WrittenCommand[]): Stage[] {
    return commands.map((written, at) =>
      this.#stage(at === 0 ? { ...written, pipeline: commands } : written),
    );
  }

  #stage(written: WrittenCommand): Stage {
    const { source, name, nameStart, nameEnd } = written;
    const external = this.#knowledge.commands.get(name);
    if (external) return { kind: 'external', command: name, external: this.#external(external, written) };
    const command = COMMANDS.get(name) ?? this.#failUnknown(written);
    if (command.isGenerating && !written.pipeline)
      failAt(source, nameStart, nameEnd, `"${name}" has to be the first command`);
    return { kind: 'step', command: name, step: this.#step(command, written) };
  }

  /** Arguments with a search in brackets are known only when that has run. */
  #external(conf: CommandConf, written: WrittenCommand): (builder: Builder) => Promise<ExternalCommand> {
    const searches = bracketSpans(written.source, written).map((span) => this.#subsearch(written, span));
    const read = ({ source, start, end }: WrittenCommand): ExternalCommand => ({
      conf,
      ...externalArguments(source, start, end),
    });
    if (searches.length > 0) return async (builder) => read(await filledIn(written, searches, builder));
    const known = read(written);
    return async () => known;
  }

  #failUnknown({ source, name, nameStart, nameEnd }: WrittenCommand): never {
    if (UNSUPPORTED_COMMANDS.has(name))
      failAt(source, nameStart, nameEnd, `command "${name}" of Splunk is not supported by the workbench`);
    const help = nearestHelp('command', name, [...COMMANDS.keys(), ...this.#knowledge.commands.keys()]);
    return failAt(source, nameStart, nameEnd, `unknown command "${name}"`, help);
  }

  #step(command: Command, written: WrittenCommand): Step {
    if (command.reads === 'template') return stepWithTemplate(command, written);
    const searches = bracketSpans(written.source, written).map((span) => this.#subsearch(written, span));
    if (command.reads === 'search') return stepWithSearch(command, written, searches);
    if (command.reads === 'searches') return stepWithSearches(command, written, searches);
    if (searches.length === 0) return parseStep(command, written);
    return withSubsearches(written, searches, (filled) => parseStep(command, filled));
  }

  #subsearch({ source }: WrittenCommand, { start, end }: Span): Subsearch {
    if (this.#depth === DEEPEST)
      failAt(source, start, end, `searches in [ ] are nested more than ${DEEPEST} deep`);
    const inner = new ProgramParser(this.#knowledge, this.#depth + 1);
    const commands = splitBracketed(source, { start: start + 1, end: end - 1 });
    const program = { stages: inner.stages(commands), expanded: source.text.slice(start + 1, end - 1) };
    return { start, end, program };
  }
}

function readerUpTo(
  end: number,
  { options }: Command,
  { source, name, start }: WrittenCommand,
): ArgumentReader {
  return new ArgumentReader(source, name, start, end, options);
}

/** Fails at the first word, other than a comma, that stands between a search in brackets and the next or the end. */
function failBehind({ source, name }: WrittenCommand, start: number, end: number): void {
  const behind = /[^\s,]+/.exec(source.text.slice(start, end));
  if (!behind) return;
  const at = start + behind.index;
  failAt(source, at, at + behind[0].length, `"${name}" expects nothing behind the search in [ ]`);
}

function stepWithSearch(
  command: Extract<Command, { reads: 'search' }>,
  written: WrittenCommand,
  [search, next]: readonly Subsearch[],
): Step {
  const { source, name, end } = written;
  if (!search) return failAt(source, end, end + 1, `"${name}" expects a search in [ ]`);
  if (next) failAt(source, next.start, next.end, `"${name}" expects one search in [ ], found another`);
  failBehind(written, search.end, end);
  return command.parse(readerUpTo(search.start, command, written), search.program);
}

function stepWithSearches(
  command: Extract<Command, { reads: 'searches' }>,
  written: WrittenCommand,
  searches: readonly Subsearch[],
): Step {
  for (const [at, { end }] of searches.entries())
    failBehind(written, end, searches[at + 1]?.start ?? written.end);
  const reader = readerUpTo(searches[0]?.start ?? written.end, command, written);
  return command.parse(
    reader,
    searches.map(({ program }) => program),
  );
}

function stepWithTemplate(command: Extract<Command, { reads: 'template' }>, written: WrittenCommand): Step {
  const [template, next] = bracketSpans(written.source, written);
  const { source, name, end } = written;
  if (next) failAt(source, next.start, next.end, `"${name}" expects one search in [ ], found another`);
  if (!template) return command.parse(readerUpTo(end, command, written), undefined);
  failBehind(written, template.end, end);
  const text = source.text.slice(template.start + 1, template.end - 1);
  return command.parse(readerUpTo(template.start, command, written), text);
}

function parseStep(
  command: Exclude<Command, { reads: 'search' | 'searches' | 'template' }>,
  written: WrittenCommand,
): Step {
  const { source, start, end } = written;
  switch (command.reads) {
    case 'text':
      return command.parse(written);
    case 'arguments':
      return command.parse(readerUpTo(end, command, written));
    case 'expressions':
      return command.parse(new ExpressionReader(source, start, end));
  }
}

function parseText(text: string, knowledge: Knowledge): Program {
  const source = expandMacros(text, knowledge.macros);
  return { stages: new ProgramParser(knowledge, 0).stages(splitPipeline(source)), expanded: source.text };
}

/** A search is parsed when it is checked, when it runs and for its previews, and a page asks the same ones again. */
const MOST_KEPT = 100;
const LONGEST_KEPT = 10_000;
const kept = new WeakMap<Knowledge, Map<string, Program>>();

/**
 * A search as a list of commands, all of them checked before any is run but those that hold a search in brackets:
 * what these say is known only when that has run. Nothing in it is of one run. Throws SearchError.
 */
export function parseProgram(text: string, knowledge: Knowledge): Program {
  const programs = kept.get(knowledge) ?? new Map<string, Program>();
  kept.set(knowledge, programs);
  const program = programs.get(text) ?? parseText(text, knowledge);
  if (text.length > LONGEST_KEPT) return program;
  programs.delete(text);
  programs.set(text, program);
  if (programs.size > MOST_KEPT) programs.delete(programs.keys().next().value!);
  return program;
}
