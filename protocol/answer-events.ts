import type { Answer, AnswerParts, DetectionOf } from './answer';
import { Header, type Layout } from './layout';
import { Memory } from './memory';
import { feedBody, type KeptBody, RowReader, type RowSink } from './rows';
import { Scanner } from './scanner';
import { Splice } from './splice';
import { widen } from './widen';

const LINE_END = Buffer.from('\n');
const NOTHING = Buffer.alloc(0);

/** Keeps all rows until the last request and answers them there, in their order, with the outputs of the detection. */
export class EventsAnswer implements Answer {
  readonly reply = new Memory();
  readonly #parts: AnswerParts;
  readonly #detection: DetectionOf<'events'>;
  readonly #held: KeptBody[] = [];

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
    const bodies = isUniform ? this.#held : this.#held.map((body) => widen(body, names));
    this.#replay(bodies[0]!.line, drained(bodies));
  }

  #replay(line: Buffer, pieces: Iterable<Buffer>): void {
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

/** The pieces of all bodies, each let go of when the next is asked for: the reply grows as fast as they shrink. */
function* drained(bodies: readonly KeptBody[]): Generator<Buffer> {
  for (const { pieces } of bodies) {
    for (let index = 0; index < pieces.length; index++) {
      const piece = pieces[index]!;
      pieces[index] = NOTHING;
      yield piece;
    }
  }
}
