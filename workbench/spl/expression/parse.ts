import { failAt, type Source, shown } from '../source';
import { expressionTokens, type Token } from './tokens';
import type { BinaryOperator, Expression } from './tree';

interface Infix {
  readonly power: number;
  readonly operator: BinaryOperator | 'IN';
}

const INFIX: Readonly<Record<string, Infix>> = {
  XOR: { power: 1, operator: 'XOR' },
  OR: { power: 2, operator: 'OR' },
  AND: { power: 3, operator: 'AND' },
  '=': { power: 5, operator: '=' },
  '==': { power: 5, operator: '=' },
  '!=': { power: 5, operator: '!=' },
  '<': { power: 5, operator: '<' },
  '>': { power: 5, operator: '>' },
  '<=': { power: 5, operator: '<=' },
  '>=': { power: 5, operator: '>=' },
  LIKE: { power: 5, operator: 'LIKE' },
  IN: { power: 5, operator: 'IN' },
  '.': { power: 6, operator: '.' },
  '+': { power: 7, operator: '+' },
  '-': { power: 7, operator: '-' },
  '*': { power: 8, operator: '*' },
  '/': { power: 8, operator: '/' },
  '%': { power: 8, operator: '%' },
};

const NOT_POWER = 4;
const SIGN_POWER = 9;
/** Deeper nesting than this is no search that a person wrote. */
const DEEPEST = 100;

/** The database compares and adds up no deeper than a thousand levels. */
const MOST_OPERATORS = 400;

/** Reads eval expressions, and what commands write around them, from one span of a search. */
export class ExpressionReader {
  readonly source: Source;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(source: Source, start: number, end: number) {
    this.source = source;
    this.#tokens = expressionTokens(source, start, end);
  }

  get next(): Token {
    return this.#tokens[this.#at]!;
  }

  /** Where the token taken last ends. */
  get lastEnd(): number {
    return this.#tokens[this.#at - 1]?.end ?? this.next.start;
  }

  take(): Token {
    const token = this.next;
    if (token.kind !== 'end') this.#at++;
    return token;
  }

  /** Takes the operator when it comes next. */
  tryTake(operator: string): Token | undefined {
    return this.next.kind === 'operator' && this.next.text === operator ? this.take() : undefined;
  }

  expect(operator: string, after: string): Token {
    return this.tryTake(operator) ?? this.failNext(`expected "${operator}" after ${after}`);
  }

  /** Fails at the next token: what was expected, and what was found instead. */
  failNext(expected: string): never {
    const { kind, start, end } = this.next;
    const found = kind === 'end' ? 'the end' : shown(this.source.text.slice(start, end));
    return failAt(this.source, start, kind === 'end' ? start + 1 : end, `${expected}, found ${found}`);
  }

  /** The expression that comes next, up to the first token that does not belong to it. */
  expression(power = 0): Expression {
    if (++this.#depth > DEEPEST) {
      return failAt(
        this.source,
        this.next.start,
        this.next.end,
        `expression is nested more than ${DEEPEST} deep`,
      );
    }
    let left = this.#prefix();
    let operators = 0;
    for (let infix = this.#infix(); infix && infix.power > power; infix = this.#infix()) {
      if (++operators > MOST_OPERATORS)
        this.failNext(`expected at most ${MOST_OPERATORS} operators side by side`);
      this.take();
      left = this.#combine(left, infix);
    }
    this.#depth--;
    return left;
  }

  #infix(): Infix | undefined {
    const { kind, text, isQuoted } = this.next;
    if (kind === 'operator') return INFIX[text];
    return kind === 'name' && !isQuoted && /^[a-z]+$/i.test(text) ? INFIX[text.toUpperCase()] : undefined;
  }

  #combine(left: Expression, { operator, power }: Infix): Expression {
    const { source } = this;
    const start = left.start;
    if (operator === 'IN') {
      this.expect('(', 'IN');
      const list = this.#arguments();
      return { kind: 'in', value: left, list, source, start, end: this.lastEnd };
    }
    const right = this.expression(power);
    return { kind: 'binary', operator, left, right, source, start, end: right.end };
  }

  #prefix(): Expression {
    const { source } = this;
    const token = this.next;
    const { start, end } = token;
    if (token.kind === 'number') {
      this.take();
      return { kind: 'literal', value: Number(token.text), source, start, end };
    }
    if (token.kind === 'string') {
      this.take();
      return { kind: 'literal', value: token.text, source, start, end };
    }
    if (token.kind === 'name') return this.#nameOrCall();
    if (this.tryTake('(')) {
      const inner = this.expression();
      this.expect(')', 'the expression in parentheses');
      return { ...inner, start, end: this.lastEnd };
    }
    if (this.tryTake('-')) return this.#sign('negate', start);
    if (this.tryTake('+')) return this.expression(SIGN_POWER);
    return this.failNext('expected a value, a field or a function');
  }

  #sign(kind: 'negate' | 'not', start: number): Expression {
    const operand = this.expression(kind === 'not' ? NOT_POWER : SIGN_POWER);
    return { kind, operand, source: this.source, start, end: operand.end };
  }

  #nameOrCall(): Expression {
    const { source } = this;
    const { text, isQuoted, start, end } = this.take();
    const word = text.toUpperCase();
    if (isQuoted) return { kind: 'field', name: text, source, start, end };
    if (word === 'NOT') return this.#sign('not', start);
    if (this.tryTake('(')) {
      const args = this.#arguments();
      return { kind: 'call', name: text.toLowerCase(), args, source, start, end: this.lastEnd };
    }
    if (word in INFIX) return failAt(source, start, end, `expected a value before ${word}`);
    return { kind: 'field', name: text, source, start, end };
  }

  #arguments(): Expression[] {
    const args: Expression[] = [];
    if (this.tryTake(')')) return args;
    do args.push(this.expression());
    while (this.tryTake(','));
    this.expect(')', 'the last argument');
    return args;
  }
}
