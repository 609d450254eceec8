import type { ArgumentReader, Options } from './arguments';
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
  /** All commands of the search; on the first of them alone. */
  readonly pipeline?: readonly WrittenCommand[];
}

/** What the table of supported commands says of one. */
interface Described {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What stands behind the name, in the manual's notation; `<options>` is where the options may stand. */
  readonly syntax: string;
  /** One sentence: what becomes of the rows. */
  readonly summary: string;
  readonly options?: Options;
  /** Where it does less than Splunk's, or something else. */
  readonly differs?: string;
}

/** A command of the language, parsed from its arguments. */
export type Command = Described &
  (
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
    | {
        /** Reads arguments, and behind them any number of searches in brackets. */
        readonly reads: 'searches';
        parse(reader: ArgumentReader, searches: readonly Program[]): Step;
      }
    | {
        /** Reads arguments, and behind them the text of a search in brackets, in which something is yet to be filled in. */
        readonly reads: 'template';
        parse(reader: ArgumentReader, template: string | undefined): Step;
      }
  ) & {
    /** The command makes rows of its own and has to come first. */
    readonly isGenerating?: true;
  };
