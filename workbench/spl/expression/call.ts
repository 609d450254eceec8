import { failAt } from '../source';
import type { Value } from '../sql/value';
import { type Pattern, PatternError, translatePattern } from './pattern';
import type { Scope } from './scope';
import type { Expression } from './tree';

/** How expressions become SQL; handed to functions so that they can compile their own arguments. */
export type Compile = (expression: Expression, scope: Scope) => Value;

/** One call of an eval function, with its arguments compiled when they are asked for. */
export class Call {
  readonly name: string;
  readonly args: readonly Expression[];
  readonly scope: Scope;
  readonly #compile: Compile;

  constructor(name: string, args: readonly Expression[], scope: Scope, compile: Compile) {
    this.name = name;
    this.args = args;
    this.scope = scope;
    this.#compile = compile;
  }

  has(at: number): boolean {
    return at < this.args.length;
  }

  /** A compiled argument that is a value, no condition. */
  value(at: number, scope = this.scope): Value {
    const value = this.#compile(this.args[at]!, scope);
    return value.kind === 'condition' ? this.fail(at, 'a value', 'a condition') : value;
  }

  get values(): Value[] {
    return this.args.map((_, at) => this.value(at));
  }

  /** A compiled argument of any kind. */
  any(at: number): Value {
    return this.#compile(this.args[at]!, this.scope);
  }

  /** SQL of an argument that is a condition. */
  condition(at: number, scope = this.scope): string {
    const value = this.#compile(this.args[at]!, scope);
    return value.kind === 'condition' ? value.sql : this.fail(at, 'a condition', 'a value');
  }

  /** An argument that is written out as a text. */
  literalText(at: number): string {
    const { literal } = this.value(at);
    return typeof literal === 'string' ? literal : this.fail(at, 'a quoted text', 'an expression');
  }

  /** An argument that is written out as a whole number. */
  literalInteger(at: number): number {
    const literal = Number(this.value(at).literal);
    return Number.isSafeInteger(literal) ? literal : this.fail(at, 'a whole number', 'an expression');
  }

  /** An argument that is a regular expression, written out. */
  pattern(at: number): Pattern {
    try {
      return translatePattern(this.literalText(at));
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      return this.refuse(at, error.message);
    }
  }

  /** Fails at an argument: what is expected there, and what was found. */
  fail(at: number, expected: string, found: string): never {
    return this.refuse(at, `"${this.name}" expects ${expected} as argument ${at + 1}, found ${found}`);
  }

  refuse(at: number, sentence: string): never {
    const { source, start, end } = this.args[at]!;
    return failAt(source, start, end, sentence);
  }
}

/** An eval function: how many arguments it takes and what SQL a call of it is. */
export interface EvalFunction {
  /** The fewest and the most arguments. */
  readonly arity: readonly [number, number];
  /** Where it does less than Splunk's, or something else. */
  readonly differs?: string;
  build(call: Call): Value;
}

export type EvalFunctions = Readonly<Record<string, EvalFunction>>;
