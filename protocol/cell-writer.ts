import { COMMA, LF, QUOTE } from './bytes';
import type { Value } from './declaration';
import type { Memory } from './memory';
import { encodeMultivalue } from './multivalue';

const ZERO = 0x30;
const LARGEST_SMALL = 999;
const MOST_UTF8_BYTES_A_UNIT = 3;
/** 1 for characters that can be written as they are: ASCII but comma, quote, CR and LF. */
const IS_BARE = Uint8Array.from({ length: 128 }, (_, code) =>
  [COMMA, QUOTE, LF, 0x0d].includes(code) ? 0 : 1,
);

/** Writes cells of Splunk's CSV dialect behind what a memory holds as output. */
export class CellWriter {
  readonly #memory: Memory;
  #list: readonly string[] = [];
  #listText = '';
  #listCode = '';

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  byte(byte: number): void {
    this.#memory.reserve(1);
    this.#memory.bytes[this.#memory.outputEnd++] = byte;
  }

  /** The cell of a field as a reader sees it without its `__mv_` column: several values joined by LF. */
  plain(value: Value): void {
    if (typeof value === 'string') this.text(value);
    else if (typeof value === 'number') this.#number(value);
    else if (value !== undefined && value.length > 0) {
      this.#remember(value);
      this.text(this.#listText);
    }
  }

  /** The `__mv_` cell of a field: empty but for several values. */
  multivalue(value: Value): void {
    if (typeof value !== 'object' || value.length < 2) return;
    this.#remember(value);
    this.text(this.#listCode);
  }

  text(text: string): void {
    const memory = this.#memory;
    const { length } = text;
    memory.reserve(length);
    const { bytes } = memory;
    let at = memory.outputEnd;
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index);
      if (IS_BARE[code & 0x7f] === 0 || code > 0x7f) {
        this.#quoted(text);
        return;
      }
      bytes[at++] = code;
    }
    memory.outputEnd = at;
  }

  #quoted(text: string): void {
    const memory = this.#memory;
    const quoted = `"${text.includes('"') ? text.replaceAll('"', '""') : text}"`;
    memory.reserve(quoted.length * MOST_UTF8_BYTES_A_UNIT);
    memory.outputEnd += memory.bytes.write(quoted, memory.outputEnd, 'utf8');
  }

  #number(value: number): void {
    if (value >= 0 && value <= LARGEST_SMALL && Number.isInteger(value)) this.#small(value);
    else if (Number.isFinite(value)) this.text(String(value));
  }

  #small(value: number): void {
    const memory = this.#memory;
    memory.reserve(3);
    if (value >= 100) memory.bytes[memory.outputEnd++] = ZERO + Math.trunc(value / 100);
    if (value >= 10) memory.bytes[memory.outputEnd++] = ZERO + (Math.trunc(value / 10) % 10);
    memory.bytes[memory.outputEnd++] = ZERO + (value % 10);
  }

  /** A detection gives the same list object for the same answer again and again. */
  #remember(list: readonly string[]): void {
    if (list === this.#list) return;
    this.#list = list;
    this.#listText = list.join('\n');
    this.#listCode = encodeMultivalue(list);
  }
}
