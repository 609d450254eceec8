import type { ArgumentReader } from './arguments';
import type { Program, Step } from './build';
import type { ExpressionReader } from './expression/parse';
import type { Source } from './source';

/** One command of a search as it was written: its name and where its arguments lie in the expanded text. */
export interface WrittenCommand {
  readonly source: Source;
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** The arguments, from behind the name up to the next pipe. */
  readonly start: number;
  readonly end: number;
  /** It begins a search, and no pipe stands before it. */
  readonly isFirst: boolean;
}

/** A command of the language, parsed from its arguments. */
export type Command = { readonly name: string; readonly aliases?: readonly string[] } & (
  | {
      /** Reads words, options and field names. */
      readonly reads: 'arguments';
      parse(reader: ArgumentReader): Step;
    }
  | {
      /** Reads eval expressions. */
      readonly reads: 'expressions';
      parse(reader: ExpressionReader): Step;
    }
  | {
      /** Reads the arguments in a way of its own. */
      readonly reads: 'text';
      parse(written: WrittenCommand): Step;
    }
  | {
      /** Reads arguments, and behind them a search in brackets. */
      readonly reads: 'search';
      parse(reader: ArgumentReader, search: Program): Step;
    }
) & {
    /** The command makes rows of its own and has to come first. */
    readonly isGenerating?: true;
  };
