import type { Answer, AnswerParts, DetectionOf } from './answer';
import type { Header, Layout } from './layout';
import type { Memory } from './memory';
import { Splice } from './splice';

/** Answers each row in the reply to its own request: as it came, with the outputs of the detection in it. */
export class StatefulAnswer implements Answer {
  readonly reply: Memory;
  readonly #parts: AnswerParts;
  readonly #detection: DetectionOf<'stateful'>;
  readonly #splice: Splice;

  constructor(parts: AnswerParts, detection: DetectionOf<'stateful'>) {
    this.reply = parts.memory;
    this.#parts = parts;
    this.#detection = detection;
    this.#splice = new Splice(parts.memory, parts.scanner, parts.outputs);
  }

  replaced(header: Header): readonly number[] {
    return this.#splice.plan(header);
  }

  arrange(header: Header, layout: Layout): void {
    this.#parts.reader.arrange(header, layout);
    this.#splice.arrange(layout);
  }

  begin(line: Buffer): void {
    this.#splice.header(line);
  }

  rows(): void {
    const { reader, scanner } = this.#parts;
    this.#splice.rows(this.#detection.judge(reader.read(scanner.rows)), 0);
  }

  end(): void {}
}
