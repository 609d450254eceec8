import { unescapeQuoted } from './expression/tokens';
import { nearestHelp } from './nearest';
import { failAt, type Source, shown } from './source';

/** The options of a command by name, each with what its value is in the manual's notation: `<int>`, `left | inner`. */
export type Options = Readonly<Record<string, string>>;

/** A word, a quoted text or a sign of a command's arguments. */
export interface Argument {
  readonly kind: 'word' | 'quoted' | 'sign' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const BLANK = /\s+/y;
const SIGN = /!=|[=(),]/y;
const QUOTED = /"((?:[^"\\]|\\[\s\S])*)"/y;
const QUOTED_NAME = /'((?:[^'\\]|\\[\s\S])*)'/y;
const WORD = /(?:[^\s,()="!]|!(?!=))+/y;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function readArgument(source: Source, text: string, at: number): Argument {
  const sign = matchAt(SIGN, text, at);
  if (sign) return { kind: 'sign', text: sign[0], start: at, end: at + sign[0].length };
  const quoted = matchAt(QUOTED, text, at);
  if (quoted) {
    return { kind: 'quoted', text: unescapeQuoted(quoted[1]!, '"'), start: at, end: at + quoted[0].length };
  }
  if (text[at] === '"') return failAt(source, at, text.length, 'found a " that is not closed');
  const name = matchAt(QUOTED_NAME, text, at);
  if (name)
    return { kind: 'quoted', text: unescapeQuoted(name[1]!, "'"), start: at, end: at + name[0].length };
  const word = matchAt(WORD, text, at)![0];
  return { kind: 'word', text: word, start: at, end: at + word.length };
}

const TRUE = /^(?:1|t|true|y|yes)$/i;
const FALSE = /^(?:0|f|false|n|no)$/i;

/** Reads the arguments of one command word by word. */
export class ArgumentReader {
  readonly source: Source;
  readonly command: string;
  /** The names of the command's options. */
  readonly optionNames: readonly string[];
  readonly #given = new Map<string, Argument>();
  readonly #arguments: Argument[] = [];
  #at = 0;

  constructor(source: Source, command: string, start: number, end: number, options: Options = {}) {
    this.source = source;
    this.command = command;
    this.optionNames = Object.keys(options);
    const text = source.text.slice(0, end);
    for (let at = start; ; at = this.#arguments.at(-1)!.end) {
      at += matchAt(BLANK, text, at)?.[0].length ?? 0;
      if (at >= end) break;
      this.#arguments.push(readArgument(source, text, at));
    }
    this.#arguments.push({ kind: 'end', text: '', start: end, end });
  }

  get next(): Argument {
    return this.#arguments[this.#at]!;
  }

  get isAtEnd(): boolean {
    return this.next.kind === 'end';
  }

  /** Where the argument taken last ends. */
  get lastEnd(): number {
    return this.#arguments[this.#at - 1]?.end ?? this.next.start;
  }

  take(): Argument {
    const argument = this.next;
    if (argument.kind !== 'end') this.#at++;
    return argument;
  }

  trySign(text: string): Argument | undefined {
    return this.next.kind === 'sign' && this.next.text === text ? this.take() : undefined;
  }

  /** Takes the next word when it is this one, in any case. */
  tryWord(word: string): boolean {
    const isIt = this.next.kind === 'word' && this.next.text.toLowerCase() === word.toLowerCase();
    if (isIt) this.take();
    return isIt;
  }

  /** The sign behind the next argument, empty when none stands there. */
  get signAfterNext(): string {
    const after = this.#arguments[this.#at + 1];
    return after?.kind === 'sign' ? after.text : '';
  }

  fail(argument: Argument, sentence: string, help?: string): never {
    const end = argument.kind === 'end' ? argument.start + 1 : argument.end;
    return failAt(this.source, argument.start, end, sentence, help);
  }

  /** Fails at the next argument: what was expected, and what was found instead. */
  failNext(expected: string): never {
    const { kind, start, end } = this.next;
    const found = kind === 'end' ? 'the end' : shown(this.source.text.slice(start, end));
    return this.fail(this.next, `"${this.command}" expects ${expected}, found ${found}`);
  }

  /** A word or quoted text. */
  expectText(what: string): Argument {
    const { kind } = this.next;
    return kind === 'word' || kind === 'quoted' ? this.take() : this.failNext(what);
  }

  expectSign(sign: string): Argument {
    return this.trySign(sign) ?? this.failNext(`"${sign}"`);
  }

  expectEnd(): void {
    if (!this.isAtEnd) this.failNext('no more arguments');
  }

  /** The name and value of a `name=value` that comes next; its name has to be one of those known. */
  tryOption(known = this.optionNames): { name: string; value: Argument } | undefined {
    if (this.next.kind !== 'word' || this.signAfterNext !== '=') return undefined;
    const name = this.take();
    const key = name.text.toLowerCase();
    if (!known.includes(key)) {
      this.fail(name, `"${this.command}" has no option "${name.text}"`, nearestHelp('option', key, known));
    }
    this.take();
    return { name: key, value: this.expectText(`a value for ${key}`) };
  }

  /** The options given so far and those that come next, by name; of one given twice the last counts. */
  options(known = this.optionNames): ReadonlyMap<string, Argument> {
    for (let option = this.tryOption(known); option; option = this.tryOption(known)) {
      this.#given.set(option.name, option.value);
      this.trySign(',');
    }
    return this.#given;
  }

  integer(argument: Argument, what: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
    const value = /^\d+$/.test(argument.text) ? Number(argument.text) : Number.NaN;
    if (value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `${least} on` : `${least} to ${most}`;
    return this.fail(argument, `${what} expects a whole number from ${range}, found "${argument.text}"`);
  }

  boolean(argument: Argument, what: string): boolean {
    if (TRUE.test(argument.text)) return true;
    if (FALSE.test(argument.text)) return false;
    return this.fail(argument, `${what} expects true or false, found "${argument.text}"`);
  }

  /** Whether an option was given as true; `normally` when it was not given. */
  flag(options: ReadonlyMap<string, Argument>, name: string, normally: boolean): boolean {
    const option = options.get(name);
    return option === undefined ? normally : this.boolean(option, name);
  }

  /** Field names up to the end or to the first of those words, with or without commas between them. */
  fieldNames(until: readonly string[] = []): Argument[] {
    const names: Argument[] = [];
    for (;;) {
      const { kind, text } = this.next;
      const isField = kind === 'quoted' || (kind === 'word' && !until.includes(text.toLowerCase()));
      if (!isField || this.signAfterNext === '=') break;
      names.push(this.expectField());
      this.trySign(',');
    }
    return names;
  }

  /** A field name; one such as `sum(bytes)` needs no quotes where it is written without a blank. */
  expectField(what = 'a field'): Argument {
    const first = this.expectText(what);
    if (first.kind !== 'word' || this.next.text !== '(' || this.next.start !== first.end) return first;
    this.take();
    this.skipParenthesis();
    const end = this.lastEnd;
    return { kind: 'word', text: this.source.text.slice(first.start, end), start: first.start, end };
  }

  /** At least one field name; see fieldNames. */
  expectFieldNames(until: readonly string[] = []): Argument[] {
    const names = this.fieldNames(until);
    return names.length === 0 ? this.failNext('a field') : names;
  }

  /** The end of the parenthesis that was just opened before `start`: where its `)` lies, quotes minded. */
  skipParenthesis(): { start: number; end: number } {
    const start = this.next.start;
    for (let depth = 1; ; ) {
      const { kind, text, start: at } = this.next;
      if (kind === 'end') return this.failNext('")"');
      if (kind === 'sign') depth += text === '(' ? 1 : text === ')' ? -1 : 0;
      if (depth === 0) {
        this.take();
        return { start, end: at };
      }
      this.take();
    }
  }
}
