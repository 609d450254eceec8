/** Texts of one field as small numbers: `ids[row]` is -1 where the row has no value; ids keep their text over a whole run. */
export interface Keys {
  readonly ids: Int32Array;
  text(id: number): string;
}

/** A multivalue field: the values of a row are `ids[offsets[row]]` up to, not including, `ids[offsets[row + 1]]`. */
export interface KeyLists {
  readonly offsets: Int32Array;
  readonly ids: Int32Array;
  text(id: number): string;
}

/** Free text of a row, undefined where the row has none. */
export type Text = (row: number) => string | undefined;
