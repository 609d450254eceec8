import { AGGREGATES } from '../../workbench/spl/aggregates';
import type { Command } from '../../workbench/spl/command';
import { COMMANDS } from '../../workbench/spl/commands';
import { FUNCTIONS } from '../../workbench/spl/expression/functions';
import { seededRandom } from '../samples/random';

/** Stands in every text and many names of a search that is made here, so that it is known again in SQL. */
export const MARKER = 'zqmark';

const HOSTILE = [
  `${MARKER}' OR 1=1 --`,
  `${MARKER}\\\\"; DROP TABLE events; --`,
  `${MARKER}$1 \\\\1 %s * _ %`,
  `${MARKER}]] | delete [[`,
  `${MARKER}\`failures\` $src$ <<FIELD>>`,
  `${MARKER}\u0000\u202e\ud83d\ude00é\n\t`,
  `${MARKER}/*`,
  `${MARKER}$$ x $$`,
];
const FIELDS = [
  'src',
  'user',
  'size',
  'recipient',
  'q',
  'host',
  '_time',
  '_raw',
  'index',
  'gone',
  'a',
  'count',
];
const OPERATORS = ['+', '-', '*', '/', '%', '.'];
const COMPARISONS = ['=', '!=', '<', '>', '<=', '>=', ' LIKE '];
const DEEPEST = 2;

const escapeQuoted = (text: string, quote: string): string => text.replaceAll(quote, `\\${quote}`);

const ALL = [...COMMANDS];
const LATER = ALL.filter(([, { isGenerating }]) => !isGenerating);

/** Makes searches out of the commands' own syntax, the same for the same seed. */
class SearchMaker {
  readonly #random: () => number;
  #depth = 0;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  /** A search of a few commands. */
  search(): string {
    const first = this.pick(['*', '', `${this.#terms()}`, `index=main ${this.#terms()}`]);
    const start = first === '' ? '| makeresults count=3' : first;
    return [start, ...this.#commands(1 + this.below(3))].join(' | ');
  }

  /** One of the texts given, changed in a place or two. */
  mutant(texts: readonly string[]): string {
    let text = this.pick(texts);
    for (let changes = 1 + this.below(3); changes > 0; changes--) text = this.#mutated(text, texts);
    return text;
  }

  /** Any characters. */
  noise(): string {
    const signs = '|[]()"\'`\\,=<>!*%$#{}@:;.-+/ \n\t\0aé\ud83dzx019';
    return Array.from({ length: this.below(60) }, () => signs[this.below(signs.length)]).join('');
  }

  #mutated(text: string, texts: readonly string[]): string {
    const at = this.below(text.length + 1);
    const end = Math.min(text.length, at + this.below(8));
    const other = this.pick(texts);
    const part = other.slice(this.below(other.length), this.below(other.length));
    return this.pick([
      () => text.slice(0, at) + text.slice(end),
      () => text.slice(0, at) + this.#text() + text.slice(at),
      () => text.slice(0, at) + part + text.slice(end),
      () => `${text} | ${this.#command()}`,
      () => text.slice(0, at) + this.noise().slice(0, 4) + text.slice(at),
      () => text.replace(/\w+/g, (word) => (this.below(6) === 0 ? this.pick(FIELDS) : word)),
      () => text.replace(/\d+/g, (word) => (this.below(2) === 0 ? this.#number() : word)),
    ])();
  }

  #commands(count: number): string[] {
    return Array.from({ length: count }, () => this.#command());
  }

  #command(): string {
    const [name, command] = this.pick(this.below(30) === 0 ? ALL : LATER);
    return `${name} ${this.#fromSyntax(command)}`;
  }

  #options({ options = {} }: Command): string {
    const given = Object.entries(options).filter(() => this.below(3) === 0);
    return given.map(([name, values]) => `${name}=${this.#value(this.pick(values.split(' | ')))}`).join(' ');
  }

  /** Arguments after the manual's notation: `[ ]` may be left out, `( | )` is one of several, `...` is more of the same. */
  #fromSyntax(command: Command): string {
    const syntax = command.syntax.replace(/\[(<(?:search|commands)[^\]]*)\]/g, '$1');
    const tokens = syntax.match(/<[^>]+>(?:\([^)]*\))?|\.\.\.|[^\s<]+|\s/g) ?? [];
    const words: string[] = [];
    let skipping = 0;
    for (const token of tokens) {
      if (token === '[' || (token.startsWith('[') && !token.startsWith('[<'))) skipping ||= this.below(2);
      if (token.endsWith(']')) skipping = 0;
      else if (skipping === 0 && token.trim() !== '') words.push(this.#token(token, command, words));
    }
    return words.join(' ');
  }

  #token(token: string, command: Command, before: readonly string[]): string {
    if (token === '<options>') return this.#options(command);
    if (token === '...') return this.below(2) === 0 ? '' : (before.at(-1) ?? '');
    if (token === '[') return '';
    return this.#value(token);
  }

  #value(notation: string): string {
    const kind = /<([^>]+)>/.exec(notation)?.[1];
    if (kind === undefined) return notation.replace(/[[\]()|]/g, '') || this.#text();
    if (notation.startsWith('<function>')) return this.#aggregation();
    if (/field|alias/.test(kind)) return this.#fields(kind);
    if (kind === 'lookup') return 'people';
    if (kind === 'saved search') return '"of user"';
    if (kind === 'regex') return '"(?<a>\\w+)(?<b>.*)"';
    if (kind === 'int') return this.#number();
    if (kind === 'bool') return this.#mostly(['true', 'false', 't', '0'], ['maybe', MARKER]);
    if (kind === 'span') return this.#mostly(['1m', '5', '1mon', '10ms', '1d'], ['0', '-1h', 'x', '1e9y']);
    if (kind === 'condition') return this.#condition();
    if (/expression/.test(kind)) return this.#expression();
    if (/search|commands/.test(kind)) return this.#bracketed(kind);
    return this.#text();
  }

  #bracketed(kind: string): string {
    if (this.#depth >= DEEPEST || kind === 'search terms') return this.#terms();
    this.#depth++;
    const first = kind === 'commands' ? this.#command() : `search ${this.#terms()}`;
    const inside = [first, ...this.#commands(this.below(3))].join(' | ');
    this.#depth--;
    return `[${inside}]`;
  }

  #fields(kind: string): string {
    const count = kind.endsWith('list') ? 1 + this.below(3) : 1;
    const names = Array.from({ length: count }, () =>
      kind.startsWith('wc') && this.below(3) === 0
        ? this.pick(['*', 's*', '*e*', '_*', `${MARKER}*`])
        : this.#field(),
    );
    return names.join(this.pick([' ', ', ']));
  }

  #mostly(usual: readonly string[], odd: readonly string[]): string {
    return this.pick(this.below(8) === 0 ? odd : usual);
  }

  #field(): string {
    return this.below(6) === 0 ? this.#text() : this.pick(FIELDS);
  }

  #name(): string {
    return this.below(6) === 0 ? `'${escapeQuoted(this.pick(HOSTILE), "'")}'` : this.pick(FIELDS);
  }

  #text(): string {
    return `"${escapeQuoted(this.pick(HOSTILE), '"')}"`;
  }

  #number(): string {
    return this.#mostly(
      ['0', '1', '2', '3', '10'],
      ['-1', '1.5', '007', '99999999999999999999', '1e308', 'x'],
    );
  }

  #terms(): string {
    const term = (): string =>
      this.pick([
        () => `${this.pick(FIELDS)}${this.pick(['=', '!=', '>', '<='])}${this.#literal()}`,
        () => this.#text(),
        () => `NOT ${this.pick(FIELDS)}=*`,
        () => `${this.pick(FIELDS)} IN (${this.#literal()}, ${this.#literal()})`,
        () => '*',
      ])();
    return Array.from({ length: 1 + this.below(3) }, term).join(this.pick([' ', ' OR ']));
  }

  #literal(): string {
    return this.below(2) === 0 ? this.#text() : this.#number();
  }

  #aggregation(): string {
    const name = this.pick(Object.keys(AGGREGATES)).replace('#', String(this.below(101)));
    const of =
      this.below(5) === 0 ? `eval(${this.pick([this.#condition(), this.#expression()])})` : this.#field();
    const alias = this.below(3) === 0 ? ` AS ${this.#field()}` : '';
    return `${name}(${of})${alias}`;
  }

  #condition(): string {
    const compared = (): string => `${this.#expression()}${this.pick(COMPARISONS)}${this.#expression()}`;
    return this.pick([
      compared,
      compared,
      () => `(${compared()}${this.pick([' AND ', ' OR ', ' XOR '])}${compared()})`,
      () => `NOT ${compared()}`,
      () => `${this.#name()} IN (${this.#literal()}, ${this.#literal()})`,
      () => `isnotnull(${this.#name()})`,
      () => `match(${this.#name()}, ${this.#literal()})`,
      () => this.#call(),
    ])();
  }

  #expression(): string {
    if (this.#depth >= DEEPEST) return this.below(2) === 0 ? this.#name() : this.#literal();
    this.#depth++;
    const made = this.pick([
      () => this.#name(),
      () => this.#literal(),
      () => `(${this.#expression()}${this.pick(OPERATORS)}${this.#expression()})`,
      () => `if(${this.#condition()}, ${this.#expression()}, ${this.#expression()})`,
      () => this.#call(),
      () => this.#call(),
    ])();
    this.#depth--;
    return made;
  }

  #call(): string {
    const name = this.pick([...FUNCTIONS.keys()]);
    const [fewest, most] = FUNCTIONS.get(name)!.arity;
    const count = fewest + this.below(Math.min(most - fewest, 2) + 1);
    return `${name}(${Array.from({ length: count }, () => this.#expression()).join(', ')})`;
  }
}

/** The search of one run: made by the commands' syntax, a case changed in places, or noise. */
export function searchText(seed: number, run: number, texts: readonly string[]): string {
  const maker = new SearchMaker(seed * 1_000_003 + run);
  const kind = maker.below(20);
  if (kind === 0) return maker.noise();
  return kind < 9 ? maker.mutant(texts) : maker.search();
}
