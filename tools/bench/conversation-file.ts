import { closeSync, openSync, writeSync } from 'node:fs';
import { headerOf, mailStream, rowOf } from './mail-stream';

export interface ConversationShape {
  readonly rows: number;
  readonly rowsAChunk: number;
  readonly fields: readonly string[];
}

/** A chunk of Splunk's protocol. */
export function chunkOf(metadata: object, body = ''): Buffer {
  const json = JSON.stringify(metadata);
  return Buffer.from(`chunked 1.0,${Buffer.byteLength(json)},${Buffer.byteLength(body)}\n${json}${body}`);
}

/** Writes the execute requests of a search to a file, the last one without rows, and gives back their lengths in bytes. */
export function writeConversation(path: string, { rows, rowsAChunk, fields }: ConversationShape): number[] {
  const file = openSync(path, 'w');
  const next = mailStream(rows);
  const lengths: number[] = [];
  const header = headerOf(fields);
  for (let row = 0; row < rows; row += rowsAChunk) {
    const texts = [header];
    for (let index = 0; index < Math.min(rowsAChunk, rows - row); index++) {
      const event = next();
      texts.push(rowOf({ ...event, _chunked_idx: String(index) }, fields));
    }
    lengths.push(append(file, chunkOf({ action: 'execute', finished: false }, texts.join(''))));
  }
  lengths.push(append(file, chunkOf({ action: 'execute', finished: true }, header)));
  closeSync(file);
  return lengths;
}

function append(file: number, bytes: Buffer): number {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
  return bytes.length;
}
