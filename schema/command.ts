/** Wire types of Splunk's chunked protocol; `stateful` answers row by row, the other two may hold rows back. */
type WireType = 'stateful' | 'events' | 'reporting';

/** One argument, written `name=value`; values of lists are separated by commas or blanks, people by commas alone. */
export type Argument = { readonly name: string; readonly help: string } & (
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
  | { readonly kind: 'choice'; readonly default: string; readonly choices: readonly string[] }
  | { readonly kind: 'domains' | 'networks' | 'people'; readonly default: readonly string[] }
  | { readonly kind: 'field' | 'lookup'; readonly default?: string }
);

/**
 * One input of a detection. `as` names the property of the detection's batch, `fields` the event fields it is read
 * from: of each row the first one that is present. `argument` names an argument that names a field, which comes before
 * them. `column` says in which form the batch holds it.
 */
export interface Input {
  readonly as: string;
  readonly fields: readonly string[];
  readonly argument?: string;
  readonly column: 'time' | 'number' | 'key' | 'keys' | 'initial' | 'text';
}

interface Output {
  readonly name: string;
  readonly isMultivalue?: true;
  readonly help: string;
}

interface Example {
  readonly search: string;
  readonly comment: string;
}

interface Described {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly arguments: readonly Argument[];
  /** Fields to group by when the search names none; absent where the command takes no `by`. */
  readonly by?: readonly string[];
  readonly inputs: readonly Input[];
  readonly examples: readonly Example[];
}

/** A command that answers in one way, or in as many as its `mode` argument has choices. */
export type Command = Described &
  (
    | { readonly type: WireType; readonly outputs: readonly Output[] }
    | {
        readonly modes: Readonly<
          Record<string, { readonly type: WireType; readonly outputs: readonly Output[] }>
        >;
      }
  );
