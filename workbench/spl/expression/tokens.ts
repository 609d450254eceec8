import { failAt, type Source } from '../source';

/** A token of an eval expression; `text` is what it means, with quotes and escapes taken away. */
export interface Token {
  readonly kind: 'number' | 'string' | 'name' | 'operator' | 'end';
  readonly text: string;
  /** A name in single quotes, which is a field and never a function or word operator. */
  readonly isQuoted: boolean;
  readonly start: number;
  readonly end: number;
}

const BLANK = /\s+/y;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?/y;
const NAME = /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/y;
/** Braces stand in names that are made of the values of fields. */
const OPERATOR = /==|!=|<=|>=|[-+*/%.<>=(),{}]/y;
const STRING = /"((?:[^"\\]|\\[\s\S])*)"/y;
const QUOTED_NAME = /'((?:[^'\\]|\\[\s\S])*)'/y;

/** Splunk takes away the backslash before the quote or a backslash and keeps every other one. */
export function unescapeQuoted(inner: string, quote: '"' | "'"): string {
  return inner.replace(/\\([\s\S])/g, (found, char: string) =>
    char === '\\' || char === quote ? char : found,
  );
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function readToken(source: Source, at: number, isAfterOperand: boolean): Token {
  const { text } = source;
  const token = (kind: Token['kind'], match: RegExpExecArray, isQuoted = false): Token => ({
    kind,
    text: match[1] === undefined ? match[0] : unescapeQuoted(match[1], isQuoted ? "'" : '"'),
    isQuoted,
    start: at,
    end: at + match[0].length,
  });
  const number = isAfterOperand && text[at] === '.' ? null : matchAt(NUMBER, text, at);
  if (number) return token('number', number);
  const name = matchAt(NAME, text, at);
  if (name) return token('name', name);
  const string = matchAt(STRING, text, at);
  if (string) return token('string', string);
  const quoted = matchAt(QUOTED_NAME, text, at);
  if (quoted) return token('name', quoted, true);
  const operator = matchAt(OPERATOR, text, at);
  if (operator) return token('operator', operator);
  const found = text[at]!;
  if (found === '"' || found === "'")
    return failAt(source, at, text.length, `found a ${found} that is not closed`);
  return failAt(source, at, at + 1, `found "${found}", which has no meaning in an expression`);
}

/** The tokens of an eval expression that lies in that span; the last one is `end`. Throws SearchError. */
export function expressionTokens(source: Source, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  const inside: Source = { ...source, text: source.text.slice(0, end) };
  let at = start;
  for (;;) {
    at += matchAt(BLANK, inside.text, at)?.[0].length ?? 0;
    if (at >= end) break;
    const last = tokens.at(-1);
    const isAfterOperand = last !== undefined && (last.kind !== 'operator' || last.text === ')');
    const token = readToken(inside, at, isAfterOperand);
    tokens.push(token);
    at = token.end;
  }
  return [...tokens, { kind: 'end', text: '', isQuoted: false, start: end, end }];
}
