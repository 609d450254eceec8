import type { Answer, AnswerParts } from './answer';
import { EventsAnswer } from './answer-events';
import { ReportingAnswer } from './answer-reporting';
import { StatefulAnswer } from './answer-stateful';
import { BatchReader } from './batch';
import type { Command, Declaration, Detection, Mode, Options } from './declaration';
import { inputsOf } from './inputs';
import type { Memory } from './memory';
import { RowReader } from './rows';
import { Scanner } from './scanner';

/** One call at work: takes the bodies of its requests and writes those of its replies. */
export class Run {
  readonly #answer: Answer;
  readonly #rows: RowReader;
  readonly #reader: BatchReader;

  constructor(memory: Memory, command: Command<Declaration>, options: Options<Declaration>, mode: Mode) {
    const scanner = new Scanner();
    this.#reader = new BatchReader(memory, scanner, inputsOf(command.declaration, options), options.by);
    const parts = { memory, scanner, reader: this.#reader, by: options.by, outputs: mode.outputs };
    this.#answer = answerOf(parts, command.load(options));
    this.#rows = new RowReader(memory, scanner, this.#answer);
  }

  beginBody(): void {
    this.#answer.reply.clearOutput();
    this.#rows.beginBody();
  }

  /** Takes whole rows from the window up to `end`, where the body ends when `isLast`. */
  take(end: number, isLast: boolean): void {
    this.#rows.take(end, isLast);
  }

  /** The body of the reply in pieces, valid until the next body begins. */
  endBody(isFinished: boolean): readonly Buffer[] {
    this.#answer.end(isFinished);
    return this.#answer.reply.output();
  }

  /** Sentences on values that were left out, for the person who searches. */
  warnings(): string[] {
    return this.#reader.warnings();
  }
}

function answerOf(parts: AnswerParts, detection: Detection<Declaration>): Answer {
  switch (detection.type) {
    case 'stateful':
      return new StatefulAnswer(parts, detection);
    case 'events':
      return new EventsAnswer(parts, detection);
    case 'reporting':
      return new ReportingAnswer(parts, detection);
  }
}
