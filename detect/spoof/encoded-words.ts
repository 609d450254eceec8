interface EncodedWord {
  readonly charset: string;
  readonly bytes: Uint8Array;
  readonly end: number;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64_VALUES = new Int8Array(128).fill(-1);
for (let value = 0; value < BASE64.length; value++) BASE64_VALUES[BASE64.charCodeAt(value)] = value;

const decoders = new Map<string, TextDecoder>();

/**
 * Header text with its encoded words (RFC 2047) decoded; what is no encoded word stays as it is. Neighbouring words of
 * one charset are decoded together, because mailers cut characters in two.
 */
export function decodeEncodedWords(text: string): string {
  let decoded = '';
  let copied = 0;
  for (let start = text.indexOf('=?'); start >= 0; start = text.indexOf('=?', start)) {
    const word = readEncodedWord(text, start);
    if (word === undefined) {
      start += 2;
      continue;
    }
    const chunks = [word.bytes];
    let end = word.end;
    for (;;) {
      const next = readEncodedWord(text, skipSpace(text, end));
      if (next?.charset !== word.charset) break;
      chunks.push(next.bytes);
      end = next.end;
    }
    const isGlued = copied > 0 && text.slice(copied, start).trim() === '';
    decoded += (isGlued ? '' : text.slice(copied, start)) + decodeBytes(concat(chunks), word.charset);
    copied = end;
    start = end;
  }
  return copied === 0 ? text : decoded + text.slice(copied);
}

function readEncodedWord(text: string, start: number): EncodedWord | undefined {
  if (!text.startsWith('=?', start)) return undefined;
  const charsetEnd = text.indexOf('?', start + 2);
  if (charsetEnd < 0 || charsetEnd - start > 60 || text[charsetEnd + 2] !== '?') return undefined;
  const contentStart = charsetEnd + 3;
  const end = text.indexOf('?', contentStart);
  if (end < 0 || text[end + 1] !== '=') return undefined;
  const bytes = decodeContent(text[charsetEnd + 1]!, text.slice(contentStart, end));
  if (bytes === undefined) return undefined;
  return { charset: text.slice(start + 2, charsetEnd).toLowerCase(), bytes, end: end + 2 };
}

function decodeContent(encoding: string, content: string): Uint8Array | undefined {
  if (encoding === 'B' || encoding === 'b') return decodeBase64(content);
  return encoding === 'Q' || encoding === 'q' ? decodeQ(content) : undefined;
}

function decodeBase64(content: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((content.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let buffer = 0;
  for (let at = 0; at < content.length; at++) {
    const value = BASE64_VALUES[content.charCodeAt(at)] ?? -1;
    if (value < 0) continue;
    buffer = ((buffer << 6) | value) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = (buffer >> bits) & 0xff;
  }
  return bytes.subarray(0, length);
}

function decodeQ(content: string): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < content.length; at++) {
    const code = content.charCodeAt(at);
    const value = code === 0x3d ? Number.parseInt(content.slice(at + 1, at + 3), 16) : Number.NaN;
    if (!Number.isNaN(value)) {
      bytes.push(value);
      at += 2;
    } else bytes.push(code === 0x5f ? 0x20 : code & 0xff);
  }
  return Uint8Array.from(bytes);
}

function decodeBytes(bytes: Uint8Array, charset: string): string {
  const known = charset.split('*')[0]!;
  let decoder = decoders.get(known);
  if (decoder === undefined) {
    decoder = openDecoder(known);
    if (decoders.size < 64) decoders.set(known, decoder);
  }
  return decoder.decode(bytes);
}

function openDecoder(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder('latin1');
  }
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (' \t\r\n'.includes(text[at] ?? 'x')) at++;
  return at;
}
