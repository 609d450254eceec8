import type { Entry, ReadEntry } from './entries';

/** What is wrong with a line, which is counted from 1. */
export interface LineFault {
  readonly line: number;
  readonly text: string;
  readonly fault: string;
}

export interface Pasted {
  /** Each entry once, in the order of the lines. */
  readonly entries: readonly Entry[];
  readonly faults: readonly LineFault[];
  /** How many lines say what another line says, or what the list has already. */
  readonly repeated: number;
}

/** Reads lines of a list, empty ones left out; `known` are the values of its key field that it has already. */
export function readPasted(
  text: string,
  readEntry: ReadEntry,
  key: string,
  known: ReadonlySet<string>,
): Pasted {
  const entries = new Map<string, Entry>();
  const faults: LineFault[] = [];
  let repeated = 0;
  for (const [at, written] of text.split(/\r\n|[\r\n]/).entries()) {
    const line = written.trim();
    if (line === '') continue;
    const read = readEntry(line);
    if ('fault' in read) faults.push({ line: at + 1, text: line, fault: read.fault });
    else {
      const value = read.entry[key] ?? '';
      if (known.has(value) || entries.has(value)) repeated += 1;
      else entries.set(value, read.entry);
    }
  }
  return { entries: [...entries.values()], faults, repeated };
}
