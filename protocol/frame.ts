/** A frame is `chunked 1.0,<metadata bytes>,<body bytes>` LF, then the metadata as JSON, then the body as CSV. */
import { LF } from './bytes';

const HEADER = /^chunked\s+1\.0\s*,\s*(\d{1,15})\s*,\s*(\d{1,15})\s*$/;
const LONGEST_HEADER = 128;
const LONGEST_SHOWN = 60;

interface FrameHeader {
  readonly metadataBytes: number;
  readonly bodyBytes: number;
  /** Where the metadata begins. */
  readonly end: number;
}

/** What stands before a body; both members are as the sender wrote them, unchecked. */
export type Metadata = Readonly<Record<string, unknown>>;

export interface FrameStart {
  readonly metadata: Metadata;
  readonly bodyBytes: number;
  /** Where the body begins. */
  readonly end: number;
}

/** The header that begins at `start`, undefined while its line is not complete; throws when it is none. */
function tryReadHeader(bytes: Buffer, start: number, end: number): FrameHeader | undefined {
  const lineEnd = bytes.subarray(start, Math.min(end, start + LONGEST_HEADER)).indexOf(LF);
  if (lineEnd < 0 && end - start < LONGEST_HEADER) return undefined;
  const line = bytes.toString('latin1', start, lineEnd < 0 ? end : start + lineEnd);
  const match = HEADER.exec(line);
  if (match === null) {
    const shown = JSON.stringify(line.slice(0, LONGEST_SHOWN));
    throw new Error(`frame header is ${shown}, expected "chunked 1.0,<metadata bytes>,<body bytes>"`);
  }
  return { metadataBytes: Number(match[1]), bodyBytes: Number(match[2]), end: start + lineEnd + 1 };
}

/** Header and metadata that begin at `start`, undefined while they are not complete; throws when they are malformed. */
export function tryReadStart(bytes: Buffer, start: number, end: number): FrameStart | undefined {
  const header = tryReadHeader(bytes, start, end);
  if (header === undefined || end - header.end < header.metadataBytes) return undefined;
  const metadataEnd = header.end + header.metadataBytes;
  const metadata = parseMetadata(bytes.toString('utf8', header.end, metadataEnd));
  return { metadata, bodyBytes: header.bodyBytes, end: metadataEnd };
}

/** The bytes that stand before a body of so many bytes. */
export function formatStart(metadata: Metadata, bodyBytes: number): Buffer {
  const json = JSON.stringify(metadata);
  return Buffer.from(`chunked 1.0,${Buffer.byteLength(json)},${bodyBytes}\n${json}`);
}

function parseMetadata(json: string): Metadata {
  const shown = JSON.stringify(json.slice(0, LONGEST_SHOWN));
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Error(`frame metadata is no JSON: ${shown}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Metadata;
  throw new Error(`frame metadata is no JSON object: ${shown}`);
}
