import { CellPicker } from './cell-picker';
import { type Column, InitialColumn, NumberColumn, textOf } from './columns';
import type { Batch, Declaration, Input } from './declaration';
import { KeyColumn, KeysColumn } from './key-columns';
import type { Header, Layout } from './layout';
import type { Memory } from './memory';
import type { Scanner } from './scanner';

interface Property {
  readonly name: string;
  readonly picker: CellPicker;
  /** A command can count on its times: without a field they are all NaN. */
  readonly isAlways: boolean;
  readonly column: Column | undefined;
  readonly value: unknown;
}

/** Turns the rows that the scanner noted into one batch of columns after the other. */
export class BatchReader {
  readonly #properties: readonly Property[];
  readonly #by: readonly Property[];
  #present: readonly Property[] = [];
  #batch: Record<string, unknown> = {};

  constructor(memory: Memory, scanner: Scanner, inputs: readonly Input[], by: readonly string[]) {
    const property = (input: Input): Property =>
      propertyOf(input, new CellPicker(memory, scanner, input.fields));
    this.#properties = inputs.map(property);
    this.#by = by.map((field) => property({ as: field, fields: [field], column: 'key' }));
  }

  /** Asks a layout for the cells of all inputs. */
  arrange(header: Header, layout: Layout): void {
    const all = [...this.#properties, ...this.#by];
    for (const { picker } of all) picker.arrange(header, layout);
    const isPresent = ({ picker, isAlways }: Property): boolean => picker.isPresent || isAlways;
    const shown = this.#properties.filter(isPresent);
    this.#present = [...shown, ...this.#by];
    this.#batch = {
      rows: 0,
      by: this.#by.map(({ value }) => value),
      ...Object.fromEntries(shown.map(({ name, value }) => [name, value])),
    };
  }

  /** The batch of the rows noted last; its columns are filled anew for the next one. */
  read(rows: number): Batch<Declaration> {
    for (const { picker, column } of this.#present) {
      picker.open();
      column?.fill(rows);
    }
    this.#batch['rows'] = rows;
    return this.#batch as Batch<Declaration>;
  }

  /** One sentence for each input that held something else than numbers. */
  warnings(): string[] {
    return this.#properties.flatMap(({ picker, column }) =>
      column instanceof NumberColumn && column.unreadable > 0
        ? [`${picker.fields.join(' or ')} is no number in ${column.unreadable} of ${column.seen} rows`]
        : [],
    );
  }
}

function propertyOf({ as: name, column: kind }: Input, picker: CellPicker): Property {
  const isAlways = kind === 'time';
  if (kind === 'text') return { name, picker, isAlways, column: undefined, value: textOf(picker) };
  if (kind === 'time' || kind === 'number' || kind === 'initial') {
    const column = kind === 'initial' ? new InitialColumn(picker) : new NumberColumn(picker);
    return { name, picker, isAlways, column, value: column.values };
  }
  const column = kind === 'key' ? new KeyColumn(picker) : new KeysColumn(picker);
  return { name, picker, isAlways, column, value: column };
}
