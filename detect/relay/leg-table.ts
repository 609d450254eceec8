import { doubles, wholeNumbers } from '../growing-column';

/** One delivery from a client to a server; texts are the numbers that stand for them, hashes are 0 where there is no text. */
export interface Leg {
  readonly time: number;
  readonly source: number;
  readonly sender: number;
  readonly message: number;
  readonly subject: number;
  readonly server: number;
  readonly outcome: number;
  /** Numbers of its foreign recipients. */
  readonly recipients: readonly number[];
}

const DOUBLES = 3;
const WORDS = 4;

/** Many legs in little memory: 40 bytes each, and 4 for each recipient. */
export class LegTable {
  readonly #doubles = doubles();
  readonly #words = wholeNumbers();
  readonly #ends = wholeNumbers();
  readonly #recipients = wholeNumbers();
  size = 0;

  add(leg: Leg): void {
    const place = this.size++;
    const { time, message, subject, source, sender, server, outcome } = leg;
    this.#doubles.append(place * DOUBLES, Float64Array.of(time, message, subject));
    this.#words.append(place * WORDS, Int32Array.of(source, sender, server, outcome));
    let end = place === 0 ? 0 : this.#ends.get(place - 1);
    for (const recipient of leg.recipients) this.#recipients.set(end++, recipient);
    this.#ends.set(place, end);
  }

  get(place: number): Leg {
    const start = place === 0 ? 0 : this.#ends.get(place - 1);
    return {
      time: this.#doubles.get(place * DOUBLES),
      message: this.#doubles.get(place * DOUBLES + 1),
      subject: this.#doubles.get(place * DOUBLES + 2),
      source: this.#words.get(place * WORDS),
      sender: this.#words.get(place * WORDS + 1),
      server: this.#words.get(place * WORDS + 2),
      outcome: this.#words.get(place * WORDS + 3),
      recipients: [...this.#recipients.values.subarray(start, this.#ends.get(place))],
    };
  }
}
