import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { constants, createGunzip, type Gunzip } from 'node:zlib';

const GZIP_MAGIC = 0x1f8b;
const CHUNK_BYTES = 1 << 20;

async function isGzip(file: string): Promise<boolean> {
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
function gunzip(
  file: string,
  isLenient: boolean,
  onChunk: (chunk: Buffer) => void,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const unpack: Gunzip = createGunzip({
      chunkSize: CHUNK_BYTES,
      ...(isLenient && { finishFlush: constants.Z_SYNC_FLUSH }),
    });
    const input = createReadStream(file, { highWaterMark: CHUNK_BYTES });
    const stop = (error: unknown): void => {
      input.destroy();
      unpack.destroy();
      reject(error);
    };
    unpack.on('data', (chunk: Buffer) => {
      try {
        onChunk(chunk);
      } catch (error) {
        stop(error);
      }
    });
    unpack.on('end', () => resolve(undefined));
    unpack.on('error', (error: Error) => resolve(`gzip data is damaged: ${error.message}`));
    input.on('error', stop);
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

async function readGzip(file: string, onChunk: (chunk: Buffer) => void): Promise<string | undefined> {
  let bytes = 0;
  const fault = await gunzip(file, true, (chunk) => {
    bytes += chunk.length;
    onChunk(chunk);
  });
  // The last four bytes are the unpacked length modulo 2^32; they differ in a cut file, and in one of several members.
  if (fault || (await declaredBytes(file)) === bytes % 2 ** 32) return fault;
  return (await gunzip(file, false, () => {})) && 'gzip data ends too early';
}

/** Hands over the bytes of a plain or gzip file in pieces; gives back what is wrong with the gzip data, if anything. */
export async function readBytes(file: string, onChunk: (chunk: Buffer) => void): Promise<string | undefined> {
  if (await isGzip(file)) return readGzip(file, onChunk);
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) onChunk(chunk as Buffer);
  return undefined;
}
