import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', '..', '..', 'shared', 'recordings');

/** Whether conversations of a real splunkd lie beside the checkout. */
export const hasRecordings = existsSync(FOLDER);

export interface RecordedFrame {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** The names of the recorded conversations. */
export function recordings(): string[] {
  return hasRecordings ? readdirSync(FOLDER).filter((name) => /\.(input|output|txt)$/.test(name)) : [];
}

/** The whole frames of one recording; the text copies hold remarks between them, and some lost a byte. */
export function framesOf(name: string): RecordedFrame[] {
  const bytes = readFileSync(join(FOLDER, name));
  const frames: RecordedFrame[] = [];
  for (let at = bytes.indexOf('chunked 1.0,'); at >= 0; at = bytes.indexOf('chunked 1.0,', at + 1)) {
    const lineEnd = bytes.indexOf('\n', at);
    const header = /^chunked 1\.0,(\d+),(\d+) ?$/.exec(bytes.toString('latin1', at, lineEnd));
    const bodyStart = lineEnd + 1 + Number(header?.[1]);
    const body = bytes.subarray(bodyStart, bodyStart + Number(header?.[2]));
    const metadata = tryParse(bytes.toString('utf8', lineEnd + 1, bodyStart));
    const isWhole =
      body.length === Number(header?.[2]) && !body.includes('\n#') && !body.includes('chunked 1.0');
    if (metadata !== undefined && isWhole) frames.push({ metadata, body });
  }
  return frames;
}

function tryParse(json: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
