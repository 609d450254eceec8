import type { FileHandle } from 'node:fs/promises';
import type { SourcetypeProps } from '../conf/props';
import { type Appender, type Engine, Interrupted, type SqlValue } from '../engine/engine';
import { type OnChunk, readBytes, readPlain } from './bytes';
import { STAGE_COLUMNS } from './events';
import { jsonPrefix } from './json-prefix';
import { LineBreaker, type LineNote } from './lines';
import type { FirstLine } from './recognise';
import { wholeCharacters } from './utf8';

const BATCH_ROWS = 8192;
const HEAD_LINES = 50;
const HEAD_BYTES = 4 << 20;
const HEAD_LINE_BYTES = 1 << 20;

/** The first lines of a file, enough to tell what it is. */
export async function firstLines(file: string): Promise<FirstLine[]> {
  const lines: FirstLine[] = [];
  let bytes = 0;
  const breaker = new LineBreaker(
    HEAD_LINE_BYTES,
    (text, line) => lines.push({ text, line }),
    () => {},
  );
  await readBytes(file, (chunk) => {
    bytes += chunk.length;
    breaker.push(chunk);
    return lines.length < HEAD_LINES && bytes < HEAD_BYTES;
  });
  // A line that the reading was stopped within is no line yet, unless there is no other.
  if (lines.length < HEAD_LINES) breaker.end();
  return lines;
}

/** A line that no file holds, with the time of its event in case that its text says none. */
export interface WrittenLine {
  readonly text: string;
  readonly time: number;
}

/** What to read. */
export interface Reading {
  /** A packed file is read by its path as a whole, a plain one from a byte on. */
  readonly from:
    | string
    | { readonly handle: FileHandle; readonly byte: number }
    | { readonly written: AsyncIterable<readonly WrittenLine[]> };
  readonly firstLine: number;
  /** The header line that still holds for these lines, and where it stands. */
  readonly header?: { readonly line: number; readonly text: string };
  /** Leaves a last line that has not ended for later. */
  readonly holdsLastLine?: boolean;
}

/** What the lines of a file were read into. */
export interface Staged {
  /** The number of the line that would come next. */
  readonly nextLine: number;
  readonly notes: readonly LineNote[];
  readonly noteCount: number;
  /** Unpacked bytes of the lines that were read, a last one without end included. */
  readonly readBytes: number;
  /** Unpacked bytes up to the end of the last whole line, counted from where the reading began. */
  readonly wholeBytes: number;
  /** The last line when nothing ended it and it was read. */
  readonly lastLine?: { readonly line: number; readonly bytes: number; readonly noteCount: number };
  /** What is wrong with the file as a whole. */
  readonly fault?: string;
}

export interface StageOptions {
  readonly noteLimit: number;
  readonly signal?: AbortSignal | undefined;
  /** Hears of bytes as they are unpacked, and of the lines that end in them. */
  readonly onLines?: ((bytes: number, lines: number) => void) | undefined;
}

/** Fills a table of STAGE_COLUMNS line by line. */
class StageWriter {
  readonly #appender: Appender;
  readonly #seenJson: (text: string) => string | undefined;
  #batch: [SqlValue[], SqlValue[], SqlValue[], SqlValue[]] = [[], [], [], []];

  /** `seenJson` gives what automatic extraction sees of a line, when that is not all. */
  constructor(appender: Appender, seenJson: (text: string) => string | undefined) {
    this.#appender = appender;
    this.#seenJson = seenJson;
  }

  add(text: string, line: number, time: number | null = null): void {
    this.#batch[0].push(line);
    this.#batch[1].push(text);
    this.#batch[2].push(this.#seenJson(text) ?? null);
    this.#batch[3].push(time);
    if (this.#batch[0].length === BATCH_ROWS) this.flush();
  }

  flush(): void {
    this.#appender.append(this.#batch);
    this.#batch = [[], [], [], []];
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Lines that were written by searches may hold anything: what is no JSON shows no fields. */
function seenJsonOf({ isJson }: SourcetypeProps, isWritten: boolean): (text: string) => string | undefined {
  if (!isJson) return () => undefined;
  return isWritten ? (text) => (isJsonObject(text) ? jsonPrefix(text) : '{}') : jsonPrefix;
}

type FileReading = Exclude<Reading['from'], { readonly written: unknown }>;

function read(from: FileReading, onChunk: OnChunk): Promise<string | undefined> {
  if (typeof from === 'string') return readBytes(from, onChunk);
  return readPlain(from.handle, from.byte, onChunk).then(() => undefined);
}

async function stageWritten(
  writer: StageWriter,
  pages: AsyncIterable<readonly WrittenLine[]>,
  firstLine: number,
  { truncateBytes }: SourcetypeProps,
): Promise<Staged> {
  let line = firstLine;
  for await (const page of pages) {
    for (const { text, time } of page) {
      const bytes = Buffer.from(text);
      const isLong = truncateBytes > 0 && bytes.length > truncateBytes;
      const kept = isLong ? bytes.toString('utf8', 0, wholeCharacters(bytes, truncateBytes)) : text;
      writer.add(kept, line++, time);
    }
  }
  writer.flush();
  return { nextLine: line, notes: [], noteCount: 0, readBytes: 0, wholeBytes: 0 };
}

/** Reads lines of a file into an empty table of STAGE_COLUMNS. Throws Interrupted once the signal is aborted. */
export async function stage(
  engine: Engine,
  table: string,
  reading: Reading,
  props: SourcetypeProps,
  { noteLimit, signal, onLines }: StageOptions,
): Promise<Staged> {
  const appender = await engine.appender(table, STAGE_COLUMNS);
  const notes: LineNote[] = [];
  let [bytes, noteCount] = [0, 0];
  const onNote = (note: LineNote): void => {
    if (noteCount++ < noteLimit) notes.push(note);
  };
  try {
    const { from, firstLine } = reading;
    const isWritten = typeof from === 'object' && 'written' in from;
    const writer = new StageWriter(appender, seenJsonOf(props, isWritten));
    if (reading.header) writer.add(reading.header.text, reading.header.line);
    if (isWritten) return await stageWritten(writer, from.written, firstLine, props);
    const onLine = (text: string, line: number): void => writer.add(text, line);
    const breaker = new LineBreaker(props.truncateBytes, onLine, onNote, firstLine);
    const fault = await read(from, (chunk) => {
      if (signal?.aborted) throw new Interrupted();
      const before = breaker.line;
      breaker.push(chunk);
      bytes += chunk.length;
      onLines?.(chunk.length, breaker.line - before);
      return true;
    });
    const { line, openBytes } = breaker;
    const before = noteCount;
    const isLastRead = openBytes > 0 && !reading.holdsLastLine;
    if (isLastRead) breaker.end();
    writer.flush();
    return {
      nextLine: isLastRead ? line + 1 : line,
      notes,
      noteCount,
      readBytes: isLastRead ? bytes : bytes - openBytes,
      wholeBytes: bytes - openBytes,
      ...(isLastRead && { lastLine: { line, bytes: openBytes, noteCount: noteCount - before } }),
      ...(fault !== undefined && { fault }),
    };
  } finally {
    appender.close();
  }
}
