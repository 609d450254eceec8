/** Well-formed UTF-8 (RFC 3629) as a pattern over one-byte characters, or else one byte that belongs to none. */
const UTF8 =
  /([^\x80-\xff]+|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})|[\x80-\xff]/g;

/** The text of bytes; one that is not UTF-8 becomes `\xNN`, as Splunk writes it (props.conf.spec, CHARSET). */
export function decodeEscaping(bytes: Buffer): string {
  const escaped = bytes
    .toString('latin1')
    .replace(
      UTF8,
      (byte: string, valid?: string) => valid ?? `\\x${byte.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return Buffer.from(escaped, 'latin1').toString('utf8');
}

/** The length in bytes, at most `limit`, that does not end inside a character. */
export function wholeCharacters(bytes: Buffer, limit: number): number {
  let end = Math.min(limit, bytes.length);
  while (end > 0 && end < bytes.length && (bytes[end]! & 0xc0) === 0x80) end--;
  return end;
}
