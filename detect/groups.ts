import type { Keys } from './columns';
import { wholeNumbers } from './growing-column';
import { PairTable } from './pair-table';

/** Numbers the different values of the fields that rows are grouped by, from 0 on in order of arrival. */
export class Groups {
  readonly #tables: PairTable[] = [];
  /** Of one field alone, the number of each group and one, by id. */
  readonly #ofId = wholeNumbers();
  #by: readonly Keys[] = [];

  /** How many groups were met. */
  get count(): number {
    return this.#tables.at(-1)?.size ?? 1;
  }

  /** Takes the fields of the batch whose rows come next. */
  take(by: readonly Keys[]): void {
    this.#by = by;
    while (this.#tables.length < by.length) this.#tables.push(new PairTable());
  }

  /** The group of a row of that batch, -1 where it lacks one of the fields; all rows are one group where there are none. */
  of(row: number): number {
    if (this.#by.length === 1) return this.#ofOnly(this.#by[0]!.ids[row]!);
    let group = 0;
    for (let field = 0; field < this.#by.length; field++) {
      const id = this.#by[field]!.ids[row]!;
      if (id < 0) return -1;
      group = this.#tables[field]!.add(group, id);
    }
    return group;
  }

  #ofOnly(id: number): number {
    if (id < 0) return -1;
    const known = this.#ofId.get(id);
    if (known > 0) return known - 1;
    const group = this.#tables[0]!.add(0, id);
    this.#ofId.set(id, group + 1);
    return group;
  }

  /** The texts of a group's fields. */
  texts(group: number): string[] {
    const texts: string[] = [];
    for (let field = this.#tables.length - 1, id = group; field >= 0; field--) {
      texts.unshift(this.#by[field]!.text(this.#tables[field]!.right(id)));
      id = this.#tables[field]!.left(id);
    }
    return texts;
  }
}
