import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

/**
 * How far a file was read, and what it is known again by: checksums of its beginning and of what lies before that place.
 * Splunk keeps the same in its fishbucket (inputs.conf.spec, initCrcLength; seekcrc), so a change between the two that
 * leaves the length as it was goes unseen here and there.
 */
export interface FileMark {
  readonly bytes: number;
  readonly head: string;
  readonly end: string;
}

/** inputs.conf.spec, initCrcLength. */
const CHECKED_BYTES = 256;

async function checksum(handle: FileHandle, from: number, to: number): Promise<string> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(to - from), 0, to - from, from);
  return createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('base64url').slice(0, 22);
}

/** The mark of an open file that was read up to that byte. */
export async function markOf(handle: FileHandle, bytes: number): Promise<FileMark> {
  return {
    bytes,
    head: await checksum(handle, 0, Math.min(bytes, CHECKED_BYTES)),
    end: await checksum(handle, Math.max(0, bytes - CHECKED_BYTES), bytes),
  };
}

/** Whether an open file still begins with all that was read of it. */
export async function isGrownFrom(handle: FileHandle, mark: FileMark): Promise<boolean> {
  if ((await handle.stat()).size < mark.bytes) return false;
  const now = await markOf(handle, mark.bytes);
  return now.head === mark.head && now.end === mark.end;
}

/** Lets `work` have the file open. */
export async function withFile<T>(file: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(file);
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}
