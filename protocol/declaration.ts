/** How a command says what it takes, reads and adds; everything else follows from it. */

/** How splunkd runs a command: row by row, on all events at once, or on all of them to give other rows. */
type WireType = 'stateful' | 'events' | 'reporting';

export type Argument = { readonly name: string } & (
  | {
      readonly kind: 'duration';
      readonly default?: string;
      readonly minimumSeconds: number;
      readonly maximumSeconds: number;
    }
  | {
      readonly kind: 'integer';
      readonly default?: number;
      readonly minimum: number;
      readonly maximum: number;
    }
  | { readonly kind: 'choice'; readonly default?: string; readonly choices: readonly string[] }
  | { readonly kind: 'domains' | 'networks' | 'people'; readonly default?: readonly string[] }
  | { readonly kind: 'field' | 'lookup'; readonly default?: string }
);

/** A property `as` of the batch, read from the first of `fields` that a row has. */
export interface Input {
  readonly as: string;
  readonly fields: readonly string[];
  /** The argument of kind `field` that names one more, read before these. */
  readonly argument?: string;
  readonly column: 'time' | 'number' | 'key' | 'keys' | 'initial' | 'text';
}

export interface Output {
  readonly name: string;
  readonly isMultivalue?: true;
}

export interface Mode {
  readonly type: WireType;
  readonly outputs: readonly Output[];
}

export type Declaration = {
  readonly name: string;
  readonly arguments: readonly Argument[];
  /** Fields to group by when the search names none; without it `by` is refused. */
  readonly by?: readonly string[];
  readonly inputs: readonly Input[];
} & (
  | Mode
  | { /** One for each choice of the argument `mode`. */ readonly modes: Readonly<Record<string, Mode>> }
);

interface ValueOfKind {
  readonly duration: number;
  readonly integer: number;
  readonly field: string;
  readonly domains: readonly string[];
  readonly networks: readonly string[];
  readonly people: readonly string[];
  /** Name of a file. */
  readonly lookup: string;
}

type ValueOf<A> = A extends { readonly kind: 'choice'; readonly choices: readonly (infer Choice)[] }
  ? Choice
  : A extends { readonly kind: keyof ValueOfKind }
    ? ValueOfKind[A['kind']]
    : never;

type ArgumentOf<D extends Declaration> = D['arguments'][number];

/** The arguments of one call: durations in seconds, lists in lower case; without a default a property may be absent. */
export type Options<D extends Declaration> = {
  readonly [A in ArgumentOf<D> as A extends { readonly default: unknown } ? A['name'] : never]: ValueOf<A>;
} & {
  readonly [A in ArgumentOf<D> as A extends { readonly default: unknown } ? never : A['name']]?: ValueOf<A>;
} & { readonly by: readonly string[] };

interface Keys {
  readonly ids: Int32Array;
  text(id: number): string;
}

interface ColumnOfKind {
  /** Epoch seconds, NaN where a row has none. */
  readonly time: Float64Array;
  readonly number: Float64Array;
  /** Interned ids, -1 where a row has none. */
  readonly key: Keys;
  /** The ids of a row lie from `offsets[row]` up to `offsets[row + 1]`. */
  readonly keys: Keys & { readonly offsets: Int32Array };
  /** First byte of the text of a row, 0 where it has none. */
  readonly initial: Uint8Array;
  readonly text: (row: number) => string | undefined;
}

type InputOf<D extends Declaration> = D['inputs'][number];

/** Some rows as columns; only the first `rows` places count. A property is absent where no field of its input is sent. */
export type Batch<D extends Declaration> = {
  readonly rows: number;
  readonly by: readonly Keys[];
} & {
  readonly [I in InputOf<D> as I['column'] extends 'time' ? I['as'] : never]: ColumnOfKind[I['column']];
} & {
  readonly [I in InputOf<D> as I['column'] extends 'time' ? never : I['as']]?: ColumnOfKind[I['column']];
};

/** A value to write; undefined, NaN and an empty list leave the cell empty. */
export type Value = string | number | readonly string[] | undefined;

type ModeOf<D, Type extends WireType> = Extract<
  D extends { readonly modes: Readonly<Record<string, infer M>> } ? M : D,
  { readonly type: Type }
>;

type OutputName<D, Type extends WireType> =
  ModeOf<D, Type> extends {
    readonly outputs: readonly { readonly name: infer Name extends string }[];
  }
    ? Name
    : never;

/** Values by number: that of a row is `value(ids[row])`, none for -1. An id keeps its value for the whole run. */
export interface Coded {
  readonly ids: Int32Array;
  value(id: number): Value;
}

/** The outputs of some rows as columns; those that repeat are written fastest when coded, neighbours with the same `ids`. */
export type Columns<Name extends string = string> = Readonly<Record<Name, ArrayLike<Value> | Coded>>;

/** A row of a report: the values of the `by` fields, and the outputs. */
type ReportRow<Name extends string = string> = { readonly by: readonly Value[] } & Readonly<
  Record<Name, Value>
>;

/** The rows of any one mode that reports. */
type ReportRowOf<M> = [M] extends [never]
  ? ReportRow
  : M extends { readonly outputs: readonly { readonly name: infer Name extends string }[] }
    ? ReportRow<Name>
    : never;

/** What a command does with its rows, one shape for each wire type. */
export type Detection<D extends Declaration> =
  | {
      readonly type: 'stateful';
      /** The outputs of the rows of one batch. */
      judge(batch: Batch<D>): Columns<OutputName<D, 'stateful'>>;
    }
  | {
      readonly type: 'events';
      add(batch: Batch<D>): void;
      /** The outputs of all rows that were added. */
      finish(): Columns<OutputName<D, 'events'>>;
    }
  | {
      readonly type: 'reporting';
      add(batch: Batch<D>): void;
      /** The rows to give instead of those that were added. */
      finish(): Iterable<ReportRowOf<ModeOf<D, 'reporting'>>>;
    };

/** A command: what it declares, and how to make its detection for one call. */
export interface Command<D extends Declaration> {
  readonly declaration: D;
  /** Faults that only this command can see in its arguments, in words. */
  check?(options: Options<D>): readonly string[];
  /** Called when the first rows come, with arguments without fault. */
  load(options: Options<D>): Detection<D>;
}
