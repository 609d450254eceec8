interface InputFrame {
  /** Name of the token in the dashboard's searches, and with `form.` before it of the parameter in the page's address. */
  readonly name: string;
  readonly title: string;
  /** Taken when the address names no value. */
  readonly default: string;
}

/** Text of any kind: it goes into searches in quotes only, as `$name|s$`. */
export interface TextInput extends InputFrame {
  readonly kind: 'text';
  readonly placeholder: string;
  /** What a text that is typed says of other inputs. */
  readonly implies?: (text: string) => InputValues;
}

/** A whole number: it goes into searches as it is, as `$name$`. */
export interface NumberInput extends InputFrame {
  readonly kind: 'number';
  readonly minimum: number;
  readonly maximum: number;
}

interface Choice {
  readonly value: string;
  readonly title: string;
  /** What the token stands for in searches, in which tokens of text inputs may stand again; the value itself when absent. */
  readonly spl?: string;
}

/** One of a few values: it goes into searches as `$name$`. */
interface ChoiceInput extends InputFrame {
  readonly kind: 'choice';
  readonly choices: readonly Choice[];
  /** Inputs whose values make no sense any more once another one is chosen here: they go back to their defaults. */
  readonly resets?: readonly string[];
}

export type Input = TextInput | NumberInput | ChoiceInput;

/** Values of inputs by their names. */
export type InputValues = Readonly<Record<string, string>>;

/** Values of several inputs that are known under a name. */
export interface Preset {
  readonly title: string;
  readonly values: InputValues;
}

/** Gives all values after one input was set to another one, inputs that it resets at their defaults, those that it implies at what it says. */
export function withValue(
  inputs: readonly Input[],
  values: InputValues,
  name: string,
  value: string,
): InputValues {
  const input = inputs.find((each) => each.name === name);
  const resets = input?.kind === 'choice' && values[name] !== value ? (input.resets ?? []) : [];
  const reset = valuesOf(
    inputs.filter((each) => resets.includes(each.name)),
    {},
  );
  const implied = input?.kind === 'text' && value !== '' ? input.implies?.(value) : {};
  return { ...values, ...reset, ...implied, [name]: value };
}

/** Gives what is wrong with a value of an input, in one sentence; undefined for one that may be searched with. */
export function faultOf(input: Input, value: string): string | undefined {
  if (input.kind === 'choice') {
    if (input.choices.some((choice) => choice.value === value)) return undefined;
    return `${input.title} is "${value}", expected one of ${input.choices.map((choice) => choice.value).join(', ')}`;
  }
  if (input.kind === 'text') return undefined;
  const { minimum, maximum, title } = input;
  if (/^\d{1,15}$/.test(value) && Number(value) >= minimum && Number(value) <= maximum) return undefined;
  return `${title} is "${value}", expected a whole number from ${minimum} to ${maximum}`;
}

/** Gives the value of every input: the one given, else its default. */
export function valuesOf(inputs: readonly Input[], given: InputValues): InputValues {
  return Object.fromEntries(inputs.map((input) => [input.name, given[input.name] ?? input.default]));
}
