import type { CellPicker } from './cell-picker';
import type { Column } from './columns';
import { KeyCollector } from './key-collector';
import { LARGEST_BATCH } from './scanner';

/** One value a row as an interned id, -1 where a row has none; of several values the first. Read when first asked for. */
export class KeyColumn implements Column {
  #ids = new Int32Array(LARGEST_BATCH);
  /** Rows of the batch as long as nobody has asked for their ids, then 0. */
  #unread = 0;
  readonly #picker: CellPicker;
  readonly #keys: KeyCollector;

  constructor(picker: CellPicker) {
    this.#picker = picker;
    this.#keys = new KeyCollector(picker);
  }

  get ids(): Int32Array {
    if (this.#unread > 0) this.#read();
    return this.#ids;
  }

  text(id: number): string {
    return this.#keys.text(id);
  }

  fill(rows: number): void {
    this.#unread = rows;
  }

  #read(): void {
    const picker = this.#picker;
    this.#keys.open();
    for (let row = 0; row < this.#unread; row++) {
      if (!picker.pick(row) || !this.#keys.addFirst()) this.#keys.addNone();
    }
    this.#ids = this.#keys.close();
    this.#unread = 0;
  }
}

/** All values of a row as interned ids: those of a row lie from `offsets[row]` up to `offsets[row + 1]`. */
export class KeysColumn implements Column {
  readonly offsets = new Int32Array(LARGEST_BATCH + 1);
  ids = new Int32Array(LARGEST_BATCH);
  readonly #picker: CellPicker;
  readonly #keys: KeyCollector;

  constructor(picker: CellPicker) {
    this.#picker = picker;
    this.#keys = new KeyCollector(picker);
  }

  text(id: number): string {
    return this.#keys.text(id);
  }

  fill(rows: number): void {
    const picker = this.#picker;
    this.#keys.open();
    for (let row = 0; row < rows; row++) {
      if (picker.pick(row)) this.#keys.addAll();
      this.offsets[row + 1] = this.#keys.count;
    }
    this.ids = this.#keys.close();
  }
}
