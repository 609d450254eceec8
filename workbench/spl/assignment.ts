import type { ExpressionReader } from './expression/parse';
import type { Expression } from './expression/tree';
import { failAt, type Source } from './source';

/** A piece of a field's name: as it is written, or what a row has in the field of that name. */
interface NamePart {
  readonly text: string;
  readonly isValue: boolean;
}

/** One `field=expression`, where `{field}` in the name stands for the value of a field. */
export interface Assignment {
  readonly target: readonly NamePart[];
  readonly expression: Expression;
  readonly source: Source;
  /** Where the name stands. */
  readonly start: number;
  readonly end: number;
}

/** The field whose value stands for `{field}`, from behind the `{` up to the `}`. */
function readValuePart(reader: ExpressionReader): NamePart {
  const { kind, text, isQuoted, start } = reader.next;
  if (kind !== 'name') return reader.failNext('expected a field name after "{"');
  reader.take();
  if (isQuoted) {
    reader.expect('}', `the field name "${text}"`);
    return { text, isValue: true };
  }
  for (;;) {
    const end = reader.next.start;
    if (reader.tryTake('}')) return { text: reader.source.text.slice(start, end).trim(), isValue: true };
    if (reader.take().kind === 'end') return reader.failNext('expected "}" after the field name');
  }
}

function tryPart(reader: ExpressionReader, isFirst: boolean): NamePart | undefined {
  if (reader.tryTake('{')) return readValuePart(reader);
  const { kind, text } = reader.next;
  const continues = kind === 'number' || (kind === 'operator' && text === '.');
  if (kind !== 'name' && !(isFirst && kind === 'string') && (isFirst || !continues)) return undefined;
  reader.take();
  return { text, isValue: false };
}

/** Reads one `field=expression`; the name may hold points without quotes. Throws SearchError. */
export function readAssignment(reader: ExpressionReader, command: string): Assignment {
  const { start } = reader.next;
  const target: NamePart[] = [];
  let end = start;
  while (target.length === 0 || reader.next.start === end) {
    const part = tryPart(reader, target.length === 0);
    if (!part) break;
    target.push(part);
    end = reader.lastEnd;
  }
  if (target.length === 0) return reader.failNext(`"${command}" expects a field name`);
  const name = target.length === 1 ? target[0]!.text : reader.source.text.slice(start, end);
  reader.expect('=', `the field name "${name}"`);
  return { target, expression: reader.expression(), source: reader.source, start, end };
}

/** The name of the field that is set when it is the same in all rows. */
export function fixedName({ target }: Assignment): string | undefined {
  return target.some(({ isValue }) => isValue) ? undefined : target.map(({ text }) => text).join('');
}

/** Throws the fault at the name of the assignment. */
export function failAtName({ source, start, end }: Assignment, sentence: string): never {
  return failAt(source, start, end, sentence);
}
