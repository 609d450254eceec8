import type { SourcetypeProps } from '../conf/props';
import type { Engine, SqlValue } from '../engine/engine';
import { readBytes } from './bytes';
import { STAGE_COLUMNS } from './events';
import { jsonPrefix } from './json-prefix';
import { LineBreaker, type LineNote } from './lines';
import type { FirstLine } from './recognise';

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

/** What a file's lines were read into. */
export interface Staged {
  readonly lastLine: number;
  readonly notes: readonly LineNote[];
  readonly noteCount: number;
  /** What is wrong with the file as a whole. */
  readonly fault?: string;
}

/** Reads the lines of a file into an empty table of STAGE_COLUMNS. `onBytes` hears of bytes as they are unpacked. */
export async function stage(
  engine: Engine,
  table: string,
  file: string,
  props: SourcetypeProps,
  noteLimit: number,
  onBytes: (bytes: number) => void,
): Promise<Staged> {
  const appender = await engine.appender(table, STAGE_COLUMNS);
  const notes: LineNote[] = [];
  let [lastLine, noteCount] = [0, 0];
  let batch: [SqlValue[], SqlValue[], SqlValue[]] = [[], [], []];
  const flush = (): void => {
    appender.append(batch);
    batch = [[], [], []];
  };
  const onLine = (text: string, line: number): void => {
    lastLine = line;
    batch[0].push(line);
    batch[1].push(text);
    batch[2].push((props.isJson && jsonPrefix(text)) || null);
    if (batch[0].length === BATCH_ROWS) flush();
  };
  const onNote = (note: LineNote): void => {
    if (noteCount++ < noteLimit) notes.push(note);
  };
  const breaker = new LineBreaker(props.truncateBytes, onLine, onNote);
  try {
    const fault = await readBytes(file, (chunk) => {
      breaker.push(chunk);
      onBytes(chunk.length);
      return true;
    });
    breaker.end();
    flush();
    return { lastLine, notes, noteCount, ...(fault !== undefined && { fault }) };
  } finally {
    appender.close();
  }
}
