const SLACK = 4;

/** A place to write a cell out that cannot be read where it lies. */
export class Scratch {
  bytes = Buffer.alloc(1024);
  view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);

  /** Writes [start, end) from the beginning on, each pair of the doubled byte as one, and gives back the length. */
  collapse(bytes: Buffer, start: number, end: number, doubled: number): number {
    this.#reserve(end - start);
    const target = this.bytes;
    let length = 0;
    for (let position = start; position < end; position++) {
      const byte = bytes[position]!;
      target[length++] = byte;
      if (byte === doubled && bytes[position + 1] === doubled) position++;
    }
    return length;
  }

  #reserve(length: number): void {
    if (length + SLACK <= this.bytes.length) return;
    this.bytes = Buffer.alloc((length + SLACK) * 2);
    this.view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
  }
}
