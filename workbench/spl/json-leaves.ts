import { LIMITS } from './limits';

const CUTOFF = LIMITS.spathCharacters.value;
const DEEPEST = 100;
const LITERAL = /-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;
const TEXT = /"(?:[^"\\]|\\[\s\S])*"/y;
const BLANK = /[ \t\r\n]*/y;

/** Says that no more can be read. */
class Stop extends Error {}

/** Reads JSON as far as it goes, which may end anywhere. */
class LeafReader {
  readonly #text: string;
  readonly #isCut: boolean;
  readonly leaves = new Map<string, string[]>();
  #at = 0;

  constructor(text: string) {
    this.#text = text.slice(0, CUTOFF);
    this.#isCut = text.length > CUTOFF;
  }

  value(path: string, depth: number): void {
    if (depth > DEEPEST) throw new Stop();
    if (this.#take('{')) this.#object(path, depth);
    else if (this.#take('[')) this.#array(path, depth);
    else this.#add(path, this.#isNext('"') ? this.#string() : this.#literal());
  }

  #object(path: string, depth: number): void {
    if (this.#take('}')) return;
    do {
      if (!this.#isNext('"')) throw new Stop();
      const key = this.#string();
      if (!this.#take(':')) throw new Stop();
      this.value(path === '' ? key : `${path}.${key}`, depth + 1);
    } while (this.#take(','));
    if (!this.#take('}')) throw new Stop();
  }

  #array(path: string, depth: number): void {
    if (this.#take(']')) return;
    do this.value(`${path}{}`, depth + 1);
    while (this.#take(','));
    if (!this.#take(']')) throw new Stop();
  }

  #add(path: string, value: string): void {
    if (value === '') return;
    const known = this.leaves.get(path);
    if (known) known.push(value);
    else this.leaves.set(path, [value]);
  }

  #isNext(sign: string): boolean {
    this.#match(BLANK);
    return this.#text[this.#at] === sign;
  }

  #take(sign: string): boolean {
    const isIt = this.#isNext(sign);
    if (isIt) this.#at++;
    return isIt;
  }

  #string(): string {
    const written = this.#match(TEXT);
    if (written === undefined) throw new Stop();
    if (!written.includes('\\')) return written.slice(1, -1);
    try {
      return JSON.parse(written) as string;
    } catch {
      throw new Stop();
    }
  }

  #literal(): string {
    const written = this.#match(LITERAL);
    if (written === undefined || (this.#isCut && this.#at === this.#text.length)) throw new Stop();
    return written;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}

/**
 * The values in a JSON text by Splunk's path to them: keys joined by dots, `{}` behind an array. What lies beyond the
 * first 5,000 characters, or behind a fault, is left out; a text that is no JSON object or array has none.
 */
export function jsonLeaves(text: string): ReadonlyMap<string, readonly string[]> {
  const reader = new LeafReader(text);
  if (!/^\s*[[{]/.test(text)) return reader.leaves;
  try {
    reader.value('', 0);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
  }
  return reader.leaves;
}
