import { closeSync, openSync, writeSync } from 'node:fs';
import { type Event, headerOf, rowOf } from './mail-stream';

/** One request to execute: so many rows, and whether it is the last. */
export interface ChunkShape {
  readonly rows: number;
  readonly isLast: boolean;
}

export interface ConversationShape {
  readonly chunks: readonly ChunkShape[];
  readonly fields: readonly string[];
  /** Gives one event after the other; undefined when there are no more, which ends a chunk early. */
  readonly next: () => Event | undefined;
}

/** Where a request stands in the file, and how many rows it has. */
export interface Request {
  readonly start: number;
  readonly bytes: number;
  readonly rows: number;
}

/** More than the longest header and metadata of a request to execute. */
const START_ROOM = 128;
const PIECE_CHARACTERS = 64 * 1024;

/** A chunk of Splunk's protocol. */
export function chunkOf(metadata: object, body = ''): Buffer {
  const json = JSON.stringify(metadata);
  return Buffer.from(`chunked 1.0,${Buffer.byteLength(json)},${Buffer.byteLength(body)}\n${json}${body}`);
}

/** The requests of so many rows in chunks of one size, a last one without rows behind them. */
export function evenChunks(rows: number, rowsAChunk: number): ChunkShape[] {
  const full = Array.from({ length: Math.ceil(rows / rowsAChunk) }, (_, chunk) => ({
    rows: Math.min(rowsAChunk, rows - chunk * rowsAChunk),
    isLast: false,
  }));
  return [...full, { rows: 0, isLast: true }];
}

/**
 * Writes the execute requests of a search to a file and gives back where they stand. A body is written in pieces, since it
 * may be longer than any string, and its length, which comes before it, into a gap left for that.
 */
export function writeConversation(path: string, { chunks, fields, next }: ConversationShape): Request[] {
  const file = openSync(path, 'w');
  const header = headerOf(fields);
  let end = 0;
  const requests = chunks.map(({ rows: most, isLast }): Request => {
    const bodyStart = end + START_ROOM;
    const written = writeRows(file, bodyStart, most, { header, fields, next });
    end = written.end;
    const metadata = JSON.stringify({ action: 'execute', finished: isLast });
    const start = Buffer.from(`chunked 1.0,${Buffer.byteLength(metadata)},${end - bodyStart}\n${metadata}`);
    writeAt(file, bodyStart - start.length, start);
    return { start: bodyStart - start.length, bytes: end - bodyStart + start.length, rows: written.rows };
  });
  closeSync(file);
  return requests;
}

interface Rows {
  readonly header: string;
  readonly fields: readonly string[];
  readonly next: () => Event | undefined;
}

/** Writes a header and so many rows at most at a place of a file; gives back where they end and how many there were. */
function writeRows(file: number, start: number, most: number, { header, fields, next }: Rows) {
  let end = start;
  let piece = header;
  let rows = 0;
  for (
    let event = rows < most ? next() : undefined;
    event !== undefined;
    event = rows < most ? next() : undefined
  ) {
    event['_chunked_idx'] = String(rows++);
    piece += rowOf(event, fields);
    if (piece.length < PIECE_CHARACTERS) continue;
    end = writeAt(file, end, Buffer.from(piece));
    piece = '';
  }
  return { end: writeAt(file, end, Buffer.from(piece)), rows };
}

function writeAt(file: number, start: number, bytes: Buffer): number {
  for (let written = 0; written < bytes.length; )
    written += writeSync(file, bytes, written, bytes.length - written, start + written);
  return start + bytes.length;
}
