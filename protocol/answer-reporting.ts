import type { Answer, AnswerParts, DetectionOf } from './answer';
import { COMMA, LF } from './bytes';
import { CellWriter } from './cell-writer';
import type { Value } from './declaration';
import { type Header, type Layout, MULTIVALUE_PREFIX } from './layout';
import type { Memory } from './memory';

/** Takes the rows of all requests and gives rows of its own in the last reply; the replies before stay empty. */
export class ReportingAnswer implements Answer {
  readonly reply: Memory;
  readonly #parts: AnswerParts;
  readonly #detection: DetectionOf<'reporting'>;
  readonly #writer: CellWriter;

  constructor(parts: AnswerParts, detection: DetectionOf<'reporting'>) {
    this.reply = parts.memory;
    this.#parts = parts;
    this.#detection = detection;
    this.#writer = new CellWriter(parts.memory);
  }

  arrange(header: Header, layout: Layout): void {
    this.#parts.reader.arrange(header, layout);
  }

  rows(): void {
    this.#detection.add(this.#parts.reader.read(this.#parts.scanner.rows));
  }

  end(isFinished: boolean): void {
    if (!isFinished) return;
    const { by, outputs } = this.#parts;
    const columns = [...by.map((name) => ({ name, isMultivalue: false })), ...outputs];
    const twins = columns.flatMap(({ isMultivalue }, index) => (isMultivalue ? [index] : []));
    this.#row([
      ...columns.map(({ name }) => name),
      ...twins.map((index) => MULTIVALUE_PREFIX + columns[index]!.name),
    ]);
    for (const row of this.#detection.finish()) {
      this.#row([...row.by, ...outputs.map(({ name }) => row[name])], twins);
      this.reply.seal();
    }
  }

  #row(values: readonly Value[], twins: readonly number[] = []): void {
    for (let index = 0; index < values.length; index++) {
      if (index > 0) this.#writer.byte(COMMA);
      this.#writer.plain(values[index]);
    }
    for (const index of twins) {
      this.#writer.byte(COMMA);
      this.#writer.multivalue(values[index]);
    }
    this.#writer.byte(LF);
  }
}
