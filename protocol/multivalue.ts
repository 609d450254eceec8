import { DOLLAR, SEMICOLON } from './bytes';

const VALUE = /\$([^$]*(?:\$\$[^$]*)*)\$(?:;|$)/gy;

/** `$v1$;$v2$` with every `$` of a value doubled, as splunkd writes and reads a `__mv_` cell. */
export function encodeMultivalue(values: readonly string[]): string {
  return values.map((value) => `$${value.replaceAll('$', '$$$$')}$`).join(';');
}

/** The values of a `__mv_` cell, undefined when the text is not in its code. */
export function decodeMultivalue(text: string): string[] | undefined {
  const values: string[] = [];
  let end = 0;
  for (const match of text.matchAll(VALUE)) {
    values.push(match[1]!.replaceAll('$$', '$'));
    end = match.index + match[0].length;
  }
  return end === text.length && text.length > 0 && !text.endsWith(';') ? values : undefined;
}

/** Walks over the values of a `__mv_` cell in place: after each `next` one lies at [start, end), its `$` still doubled or not. */
export class MultivalueCursor {
  start = 0;
  end = 0;
  hasDoubled = false;
  bytes: Buffer = Buffer.alloc(0);
  #position = 0;
  #limit = 0;

  open(bytes: Buffer, start: number, end: number): void {
    this.bytes = bytes;
    this.#position = start;
    this.#limit = end;
  }

  /** Whether there was one more value; a cell that leaves the code ends the walk. */
  next(): boolean {
    const bytes = this.bytes;
    const limit = this.#limit;
    let position = this.#position;
    if (position >= limit || bytes[position] !== DOLLAR) return false;
    this.start = ++position;
    this.hasDoubled = false;
    for (; position < limit; position++) {
      if (bytes[position] !== DOLLAR) continue;
      if (position + 1 === limit || bytes[position + 1] !== DOLLAR) return this.#endValue(position);
      this.hasDoubled = true;
      position++;
    }
    return false;
  }

  #endValue(position: number): boolean {
    this.end = position;
    this.#position = this.bytes[position + 1] === SEMICOLON ? position + 2 : this.#limit;
    return true;
  }
}
