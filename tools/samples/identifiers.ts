const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Postfix writes long queue ids without vowels (Postfix, src/global/mail_queue.h). */
const BASE52 = '0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz';
const MICROSECONDS = 1_000_000;

function mixed(number: number, key: number): number {
  let bits = Math.imul(number ^ key, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 15), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) | 0;
}

function digits(number: number, alphabet: string, length: number): string {
  let text = '';
  for (let rest = number; text.length < length; rest = Math.floor(rest / alphabet.length)) {
    text = alphabet[rest % alphabet.length] + text;
  }
  return text;
}

export type QueueIdStyle = 'short' | 'long';

/** Makes identifiers that look random and never come twice: a running number goes through a Feistel network. */
export class Identifiers {
  readonly #seed: number;
  #count = 0;

  constructor(seed: number) {
    this.#seed = mixed(seed, 0x51ed270b);
  }

  #next(): [number, number] {
    this.#count++;
    let [left, right] = [this.#count | 0, this.#seed ^ Math.floor(this.#count / 2 ** 32)];
    for (let round = 1; round <= 4; round++) {
      [left, right] = [right, left ^ mixed(right, Math.imul(round, 0x9e3779b1) ^ this.#seed)];
    }
    return [left >>> 0, right >>> 0];
  }

  /** As Zeek names connections (C) and files (F): a letter and 17 characters. */
  zeek(kind: 'C' | 'F'): string {
    const [left, right] = this.#next();
    return (
      kind + digits(left, BASE62, 6) + digits(right, BASE62, 6) + digits(mixed(left, right) >>> 0, BASE62, 5)
    );
  }

  /** As Postfix names a file of its queue that was made at the time given in microseconds. */
  queue(time: number, style: QueueIdStyle): string {
    const [left] = this.#next();
    const micros = time % MICROSECONDS;
    if (style === 'short') {
      return (
        micros.toString(16).padStart(5, '0') + left.toString(16).padStart(8, '0').slice(0, 6)
      ).toUpperCase();
    }
    const seconds = digits(Math.floor(time / MICROSECONDS), BASE52, 6);
    return `${seconds}${digits(micros, BASE52, 4)}z${digits(left % 52 ** 4, BASE52, 4)}`;
  }

  /** As many lower-case hexadecimal digits as asked for, up to 16. */
  hex(length: number): string {
    const [left, right] = this.#next();
    return (left.toString(16).padStart(8, '0') + right.toString(16).padStart(8, '0')).slice(0, length);
  }

  /** A random UUID's text. */
  uuid(): string {
    const text = this.hex(16) + this.hex(16);
    return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-9${text.slice(17, 20)}-${text.slice(20)}`;
  }

  /** So many base-62 digits, up to 12. */
  text(length: number): string {
    const [left, right] = this.#next();
    return (digits(left, BASE62, 6) + digits(right, BASE62, 6)).slice(0, length);
  }
}
