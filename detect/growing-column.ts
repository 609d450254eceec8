type Numbers = Int32Array | Float64Array;

/** A typed array that grows as values are written behind its end; unwritten places hold 0. */
export class GrowingColumn<T extends Numbers> {
  values: T;
  readonly #allocate: (length: number) => T;

  constructor(allocate: (length: number) => T) {
    this.#allocate = allocate;
    this.values = allocate(1024);
  }

  set(index: number, value: number): void {
    this.reach(index + 1);
    this.values[index] = value;
  }

  /** Writes several values from `index` on. */
  append(index: number, values: T): void {
    this.reach(index + values.length);
    this.values.set(values, index);
  }

  get(index: number): number {
    return this.values[index] ?? 0;
  }

  /** Makes the column as long as this, at least. */
  reach(length: number): void {
    if (length <= this.values.length) return;
    const grown = this.#allocate(Math.max(length, this.values.length * 2));
    grown.set(this.values);
    this.values = grown;
  }
}

/** An empty column of 32-bit whole numbers. */
export function wholeNumbers(): GrowingColumn<Int32Array> {
  return new GrowingColumn((length) => new Int32Array(length));
}

/** An empty column of doubles. */
export function doubles(): GrowingColumn<Float64Array> {
  return new GrowingColumn((length) => new Float64Array(length));
}
