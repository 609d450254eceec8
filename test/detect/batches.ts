import type { Input } from '../../schema/command';

/** An event as a search command sees it; a list is a multivalue field. */
export type Row = Readonly<Record<string, string | number | readonly string[] | null | undefined>>;

/** Texts and their numbers, shared by all batches of a run. */
export class Interner {
  readonly #texts: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly text = (id: number): string => this.#texts[id]!;

  id(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    this.#ids.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }
}

/** The batch that a command's inputs make of plain rows: of each row the first field that is present. */
export function batchOf<Batch>(
  inputs: readonly Input[],
  rows: readonly Row[],
  interner: Interner,
  by: readonly string[] = [],
): Batch {
  const columns = inputs
    .filter(({ fields }) => fields.some((field) => rows.some((row) => isPresent(row[field]))))
    .map((input) => [input.as, columnOf(input, rows, interner)]);
  const keys = by.map((field) => columnOf({ as: field, fields: [field], column: 'key' }, rows, interner));
  return { rows: rows.length, by: keys, ...Object.fromEntries(columns) } as Batch;
}

function columnOf({ column, fields }: Input, rows: readonly Row[], interner: Interner): unknown {
  const readValue = (row: Row) => fields.map((field) => row[field]).find(isPresent);
  switch (column) {
    case 'time':
    case 'number':
      return Float64Array.from(rows, (row) => Number(readValue(row) ?? Number.NaN));
    case 'key':
      return {
        ids: Int32Array.from(rows, (row) =>
          isPresent(readValue(row)) ? interner.id(String(readValue(row))) : -1,
        ),
        text: interner.text,
      };
    case 'keys':
      return listsOf(rows.map(readValue), interner);
    case 'initial':
      return Uint8Array.from(rows, (row) => Buffer.from(String(readValue(row) ?? ''))[0] ?? 0);
    case 'text':
      return (row: number) => readValue(rows[row]!)?.toString();
  }
}

function listsOf(values: readonly Row[string][], interner: Interner): unknown {
  const offsets = [0];
  const ids: number[] = [];
  for (const value of values) {
    const list = Array.isArray(value) ? (value as string[]) : isPresent(value) ? [String(value)] : [];
    ids.push(...list.map((text) => interner.id(text)));
    offsets.push(ids.length);
  }
  return { offsets: Int32Array.from(offsets), ids: Int32Array.from(ids), text: interner.text };
}

function isPresent(value: Row[string]): boolean {
  return value !== undefined && value !== null;
}
