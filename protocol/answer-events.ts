import type { Answer, AnswerParts, DetectionOf } from './answer';
import { Header, type Layout } from './layout';
import { Memory } from './memory';
import { feedBody, type HeldBody, RowReader, type RowSink } from './rows';
import { Scanner } from './scanner';
import { Splice } from './splice';
import { widen } from './widen';

const LINE_END = Buffer.from('\n');

/** Keeps all rows until the last request and answers them there, in their order, with the outputs of the detection. */
export class EventsAnswer implements Answer {
  readonly reply = new Memory();
  readonly #parts: AnswerParts;
  readonly #detection: DetectionOf<'events'>;
  readonly #held: { readonly line: Buffer; readonly pieces: Buffer[] }[] = [];

  constructor(parts: AnswerParts, detection: DetectionOf<'events'>) {
    this.#parts = parts;
    this.#detection = detection;
  }

  arrange(header: Header, layout: Layout): void {
    this.#parts.reader.arrange(header, layout);
  }

  begin(line: Buffer): void {
    this.#held.push({ line, pieces: [] });
  }

  rows(): void {
    const { reader, scanner, memory } = this.#parts;
    const { pieces } = this.#held.at(-1)!;
    pieces.push(Buffer.from(memory.bytes.subarray(scanner.rowStarts[0], scanner.next)));
    if (scanner.rowEnds[scanner.rows - 1] === scanner.next) pieces.push(LINE_END);
    this.#detection.add(reader.read(scanner.rows));
  }

  end(isFinished: boolean): void {
    if (!isFinished || this.#held.length === 0) return;
    const [first] = this.#held;
    const names = [...new Set(this.#held.flatMap(({ line }) => new Header(line).names))];
    const isUniform = this.#held.every(({ line }) => line.equals(first!.line));
    const bodies: readonly HeldBody[] = isUniform ? this.#held : this.#held.map((body) => widen(body, names));
    this.#replay(
      bodies[0]!.line,
      bodies.flatMap(({ pieces }) => pieces),
    );
  }

  #replay(line: Buffer, pieces: readonly Buffer[]): void {
    const scanner = new Scanner();
    const splice = new Splice(this.reply, scanner, this.#parts.outputs);
    const columns = this.#detection.finish();
    let first = 0;
    const sink: RowSink = {
      replaced: (header) => splice.plan(header),
      arrange: (_, layout) => splice.arrange(layout),
      begin: (header) => splice.header(header),
      rows: () => {
        splice.rows(columns, first);
        first += scanner.rows;
      },
    };
    feedBody(this.reply, new RowReader(this.reply, scanner, sink), { line, pieces });
  }
}
