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
const DIRECTIVE = /(TERM|CASE)\(([^()]*)\)/y;
/** What Splunk writes between the name of an indexed field and its value; a word and no address begins so. */
const INDEXED_FIELD = /^([A-Za-z_][\w.]*)::([\s\S]*)$/;

/** Other words for times, and what says the same. */
const REFUSED_TIMES: Readonly<Record<string, string>> = {
  _index_earliest: 'events of the workbench have no time of indexing',
  _index_latest: 'events of the workbench have no time of indexing',
  timeformat: 'earliest and latest know their format themselves',
  starttime: 'earliest=03/16/2012:12:30:00 says the same',
  endtime: 'latest=03/16/2012:12:30:00 says the same',
  starttimeu: 'earliest=1331901000 says the same',
  endtimeu: 'latest=1331901000 says the same',
  searchtimespandays: 'earliest=-1d says the same',
  daysago: 'earliest=-1d says the same',
  hoursago: 'earliest=-1h says the same',
  minutesago: 'earliest=-1m says the same',
  monthsago: 'earliest=-1mon says the same',
};

/** In a word without quotes a backslash stands before a backslash (Search Manual, "File paths"). */
function unescapePlain(word: string): string {
  return word.replaceAll('\\\\', '\\');
}
const DEEPEST = 100;

class TermReader {
  readonly #source: Source;
  readonly #text: string;
  readonly #isFirst: boolean;
  readonly bounds: { earliest?: Term; latest?: Term } = {};
  #at: number;
  #depth = 0;

  constructor(source: Source, start: number, end: number, isFirst: boolean) {
    this.#source = source;
    this.#isFirst = isFirst;
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
    const directive = this.#tryDirective();
    if (directive) return { kind: 'word', term: directive, start, end: this.#at };
    const term = this.#term(WORD);
    const afterTerm = this.#at;
    const operator = this.#isAtEnd ? null : this.#match(OPERATOR);
    if (operator) {
      this.#at += operator[0].length;
      return this.#comparison(term, operator[0] as Comparison);
    }
    if (!this.#isAtEnd && !term.isQuoted && this.#match(/in\s*\(/iy)) return this.#list(term);
    this.#at = afterTerm;
    const indexed = term.isQuoted ? null : INDEXED_FIELD.exec(term.text);
    if (indexed) return this.#indexedField(term, indexed[1]!, indexed[2]!);
    return { kind: 'word', term, start, end: term.end };
  }

  /** `TERM(…)` or `CASE(…)`, when one of them comes next. */
  #tryDirective(): Term | undefined {
    const start = this.#at;
    const call = this.#match(DIRECTIVE);
    if (!call) return undefined;
    this.#at += call[0].length;
    const directive = call[1] === 'CASE' ? 'case' : 'term';
    return { text: call[2]!.trim().replace(/^"|"$/g, ''), isQuoted: true, directive, start, end: this.#at };
  }

  /** `field::value`, the value in quotes or not. */
  #indexedField(term: Term, field: string, rest: string): Terms {
    const value = rest === '' && this.#text[this.#at] === '"' ? this.#term(QUOTED) : { ...term, text: rest };
    if (value.text === '' && !value.isQuoted) this.#failHere('expected a value after "::"');
    return { kind: 'compare', field, operator: '=', value, start: term.start, end: this.#at };
  }

  #comparison(field: Term, operator: Comparison): Terms {
    if (this.#isAtEnd) this.#failHere(`expected a value after "${operator}"`);
    const value = this.#tryDirective() ?? this.#term(VALUE);
    this.#refuseTime(field, value);
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

  #refuseTime(field: Term, value: Term): void {
    const name = field.text.toLowerCase();
    if (!this.#isFirst || field.isQuoted || !Object.hasOwn(REFUSED_TIMES, name)) return;
    failAt(
      this.#source,
      field.start,
      value.end,
      `time modifier "${field.text}" is not supported`,
      REFUSED_TIMES[name],
    );
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
    const text = quoted ? unescapeQuoted(quoted[1]!, '"') : unescapePlain(plain[0]);
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

/**
 * The terms of a search that lie in that span; among those that find events, which come first in a search, words for times
 * are no fields. Throws SearchError.
 */
export function parseTerms(source: Source, start: number, end: number, isFirst = false): ParsedTerms {
  const reader = new TermReader(source, start, end, isFirst);
  const terms = reader.all();
  reader.expectEnd();
  return { terms, ...reader.bounds };
}
