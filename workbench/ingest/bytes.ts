import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { constants, createGunzip, type Gunzip } from 'node:zlib';

const GZIP_MAGIC = 0x1f8b;
const CHUNK_BYTES = 1 << 20;

/** Takes one piece of a file; false ends the reading. */
export type OnChunk = (chunk: Buffer) => boolean;

/** Whether the file is packed, whatever its name. */
export async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE() === GZIP_MAGIC;
  } finally {
    await handle.close();
  }
}

/**
 * Data events, not an iterator: they hand over all that was unpacked before a fault, an iterator drops what it has
 * buffered. `isLenient` unpacks a cut file to its last byte and says nothing; else the missing end is an error.
 */
function gunzip(file: string, isLenient: boolean, onChunk: OnChunk): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const unpack: Gunzip = createGunzip({
      chunkSize: CHUNK_BYTES,
      ...(isLenient && { finishFlush: constants.Z_SYNC_FLUSH }),
    });
    const input = createReadStream(file, { highWaterMark: CHUNK_BYTES });
    const stop = (): void => {
      input.destroy();
      unpack.destroy();
    };
    const fail = (error: unknown): void => {
      stop();
      reject(error);
    };
    unpack.on('data', (chunk: Buffer) => {
      try {
        if (onChunk(chunk)) return;
        stop();
        resolve(undefined);
      } catch (error) {
        fail(error);
      }
    });
    unpack.on('end', () => resolve(undefined));
    unpack.on('error', (error: Error) => resolve(`gzip data is damaged: ${error.message}`));
    input.on('error', fail);
    input.pipe(unpack);
  });
}

async function declaredBytes(file: string): Promise<number> {
  const { size } = await stat(file);
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, Math.max(0, size - 4));
    return buffer.readUInt32LE();
  } finally {
    await handle.close();
  }
}

async function readGzip(file: string, onChunk: OnChunk): Promise<string | undefined> {
  let bytes = 0;
  let isWanted = true;
  const fault = await gunzip(file, true, (chunk) => {
    bytes += chunk.length;
    isWanted = onChunk(chunk);
    return isWanted;
  });
  // The last four bytes are the unpacked length modulo 2^32; they differ in a cut file, and in one of several members.
  if (fault || !isWanted || (await declaredBytes(file)) === bytes % 2 ** 32) return fault;
  return (await gunzip(file, false, () => true)) && 'gzip data ends too early';
}

/** Hands over the bytes of a plain or gzip file in pieces; gives back what is wrong with the gzip data, if anything. */
export async function readBytes(file: string, onChunk: OnChunk): Promise<string | undefined> {
  if (await isGzip(file)) return readGzip(file, onChunk);
  const handle = await open(file);
  try {
    await readPlain(handle, 0, onChunk);
  } finally {
    await handle.close();
  }
  return undefined;
}

/** Hands over the bytes of a plain file in pieces, from that byte on; the handle stays open. */
export async function readPlain(handle: FileHandle, fromByte: number, onChunk: OnChunk): Promise<void> {
  for (let at = fromByte; ; ) {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, at);
    if (bytesRead === 0 || !onChunk(buffer.subarray(0, bytesRead))) return;
    at += bytesRead;
  }
}
