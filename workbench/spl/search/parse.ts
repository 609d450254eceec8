import { unescapeQuoted } from '../expression/tokens';
import { failAt, type Source } from '../source';
import type { Comparison } from '../sql/compare';
import type { ParsedTerms, Term, Terms } from './tree';

const BLANK = /\s+/y;
const QUOTED = /"((?:[^"\\]|\\[\s\S])*)"/y;
const OPERATOR = /!=|<=|>=|[=<>]/y;
const WORD = /(?:[^\s()"|=<>![\],]|!(?!=))+/y;
/** What stands behind a comparison may hold signs that end a word elsewhere. */
const VALUE = /[^\s()"|,[\]]+/y;
const TIME_WORD = /^(?:earliest|latest)$/i;
const DEEPEST = 100;

class TermReader {
  readonly #source: Source;
  readonly #text: string;
  readonly bounds: { earliest?: Term; latest?: Term } = {};
  #at: number;
  #depth = 0;

  constructor(source: Source, start: number, end: number) {
    this.#source = source;
    this.#text = source.text.slice(0, end);
    this.#at = start;
  }

  /** Terms side by side; `OR` binds closer than that, as Splunk's search does. */
  all(): Terms {
    const start = this.#at;
    this.#enter();
    const parts: Terms[] = [];
    while (!this.#isAtEnd && this.#text[this.#at] !== ')') {
      if (parts.length > 0 && this.#tryKeyword('AND') && (this.#isAtEnd || this.#text[this.#at] === ')')) {
        this.#failHere('expected a term after AND');
      }
      parts.push(this.#either());
    }
    this.#depth--;
    if (parts.length === 0) return { kind: 'all', start, end: this.#at };
    return parts.length === 1 ? parts[0]! : { kind: 'and', parts, start, end: this.#at };
  }

  expectEnd(): void {
    if (!this.#isAtEnd) this.#failHere('found a ")" that was not opened');
  }

  get #isAtEnd(): boolean {
    this.#at += this.#match(BLANK)?.[0].length ?? 0;
    return this.#at >= this.#text.length;
  }

  #enter(): void {
    if (++this.#depth <= DEEPEST) return;
    failAt(this.#source, this.#at, this.#at + 1, `search is nested more than ${DEEPEST} deep`);
  }

  #either(): Terms {
    const first = this.#single();
    const parts = [first];
    while (!this.#isAtEnd && this.#tryKeyword('OR')) parts.push(this.#single());
    return parts.length === 1 ? first : { kind: 'or', parts, start: first.start, end: this.#at };
  }

  #single(): Terms {
    if (this.#isAtEnd) this.#failHere('expected a term');
    const start = this.#at;
    if (this.#tryKeyword('NOT')) {
      this.#enter();
      const part = this.#single();
      this.#depth--;
      return { kind: 'not', part, start, end: this.#at };
    }
    for (const keyword of ['AND', 'OR']) {
      if (this.#tryKeyword(keyword))
        failAt(this.#source, start, start + keyword.length, `expected a term before ${keyword}`);
    }
    if (this.#tryText('(')) {
      const inner = this.all();
      if (this.#isAtEnd || !this.#tryText(')'))
        failAt(this.#source, start, start + 1, 'found a "(" that is not closed');
      return inner;
    }
    return this.#comparisonOrWord(start);
  }

  #comparisonOrWord(start: number): Terms {
    const call = this.#match(/(TERM|CASE)\(([^()]*)\)/y);
    if (call) {
      this.#at += call[0].length;
      const term = { text: call[2]!.replace(/^"|"$/g, ''), isQuoted: true, start, end: this.#at };
      return { kind: 'word', term, mindsCase: call[1] === 'CASE', start, end: this.#at };
    }
    const term = this.#term(WORD);
    const afterTerm = this.#at;
    const operator = this.#isAtEnd ? null : this.#match(OPERATOR);
    if (operator) {
      this.#at += operator[0].length;
      return this.#comparison(term, operator[0] as Comparison);
    }
    if (!this.#isAtEnd && !term.isQuoted && this.#match(/in\s*\(/iy)) return this.#list(term);
    this.#at = afterTerm;
    return { kind: 'word', term, mindsCase: false, start, end: term.end };
  }

  #comparison(field: Term, operator: Comparison): Terms {
    if (this.#isAtEnd) this.#failHere(`expected a value after "${operator}"`);
    const value = this.#term(VALUE);
    if (!field.isQuoted && TIME_WORD.test(field.text)) {
      if (operator !== '=')
        failAt(this.#source, field.start, value.end, `"${field.text}" expects "=", found "${operator}"`);
      if (this.#depth > 1)
        failAt(this.#source, field.start, value.end, `"${field.text}" cannot stand in parentheses here`);
      this.bounds[field.text.toLowerCase() as 'earliest' | 'latest'] = value;
      return { kind: 'all', start: field.start, end: value.end };
    }
    return { kind: 'compare', field: field.text, operator, value, start: field.start, end: value.end };
  }

  #list(field: Term): Terms {
    this.#at += this.#match(/in\s*\(/iy)![0].length;
    const values: Term[] = [];
    do {
      if (this.#isAtEnd || this.#text[this.#at] === ')') this.#failHere('expected a value in the list of IN');
      values.push(this.#term(VALUE));
      if (!this.#isAtEnd) this.#tryText(',');
    } while (!this.#isAtEnd && this.#text[this.#at] !== ')');
    if (!this.#tryText(')')) this.#failHere('expected ")" after the list of IN');
    return { kind: 'in', field: field.text, values, start: field.start, end: this.#at };
  }

  #term(word: RegExp): Term {
    const start = this.#at;
    const quoted = this.#match(QUOTED);
    const plain = quoted ?? this.#match(word);
    if (!plain) return this.#failTerm();
    this.#at += plain[0].length;
    const text = quoted ? unescapeQuoted(quoted[1]!, '"') : plain[0];
    return { text, isQuoted: quoted !== null, start, end: this.#at };
  }

  #failTerm(): never {
    const found = this.#text[this.#at];
    if (found === '"') failAt(this.#source, this.#at, this.#text.length, 'found a " that is not closed');
    return this.#failHere('expected a term');
  }

  #failHere(expected: string): never {
    const found = this.#at >= this.#text.length ? 'the end' : `"${this.#text[this.#at]}"`;
    const sentence = expected.startsWith('expected') ? `${expected}, found ${found}` : expected;
    return failAt(this.#source, this.#at, this.#at + 1, sentence);
  }

  #tryKeyword(keyword: string): boolean {
    const end = this.#at + keyword.length;
    const isIt = this.#text.startsWith(keyword, this.#at) && /^[\s()]?$/.test(this.#text.slice(end, end + 1));
    if (isIt) this.#at = end;
    return isIt;
  }

  #tryText(text: string): boolean {
    const isIt = this.#text.startsWith(text, this.#at);
    if (isIt) this.#at += text.length;
    return isIt;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text);
  }
}

/** The terms of a search that lie in that span. Throws SearchError. */
export function parseTerms(source: Source, start: number, end: number): ParsedTerms {
  const reader = new TermReader(source, start, end);
  const terms = reader.all();
  reader.expectEnd();
  return { terms, ...reader.bounds };
}
