import type { BatchReader } from './batch';
import type { Declaration, Detection, Output } from './declaration';
import type { Memory } from './memory';
import type { RowSink } from './rows';
import type { Scanner } from './scanner';

/** Turns the rows of all requests into the bodies of the replies, as one wire type demands. */
export interface Answer extends RowSink {
  /** Where the body of the next reply is written. */
  readonly reply: Memory;
  /** Ends the body of one request, the last one of all when `isFinished`. */
  end(isFinished: boolean): void;
}

export type DetectionOf<Type> = Extract<Detection<Declaration>, { readonly type: Type }>;

/** What answers are made from. */
export interface AnswerParts {
  readonly memory: Memory;
  readonly scanner: Scanner;
  readonly reader: BatchReader;
  readonly by: readonly string[];
  readonly outputs: readonly Output[];
}
