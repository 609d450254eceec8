import { logicalLines } from './parse';

/** A line of a conf file with the lines that continue it. */
interface Piece {
  readonly lines: readonly string[];
  /** The stanza that it stands in, or that it begins. */
  readonly stanza: string | undefined;
  /** The setting that it sets; none of a header, a comment or an empty line. */
  readonly key: string | undefined;
  readonly isHeader: boolean;
}

function piecesOf(text: string): Piece[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const pieces: Piece[] = [];
  let next = 0;
  let stanza: string | undefined;
  for (const { text: joined, line } of logicalLines(text)) {
    for (; next < line - 1; next++) {
      pieces.push({ lines: [lines[next]!], stanza, key: undefined, isHeader: false });
    }
    const header = /^\s*\[(.*)\]\s*$/s.exec(joined)?.[1];
    stanza = header ?? stanza ?? 'default';
    const key = header === undefined ? joined.slice(0, joined.indexOf('=')).trim() : undefined;
    const end = next + joined.split('\n').length;
    pieces.push({ lines: lines.slice(next, end), stanza, key, isHeader: header !== undefined });
    next = end;
  }
  for (const line of lines.slice(next)) {
    pieces.push({ lines: [line], stanza, key: undefined, isHeader: false });
  }
  return pieces;
}

function textOf(pieces: readonly Piece[]): string {
  const lines = pieces.flatMap((piece) => piece.lines);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** A line break in a value is written as `\` before it; a `\` that ends the value gets an empty line to go on in. */
function settingLines(key: string, value: string): string[] {
  const text = value.replace(/\r\n?/g, '\n').trim();
  const closed = text.endsWith('\\') ? `${text}\n` : text;
  const lines = `${key} = ${closed}`.split('\n');
  return lines.map((line, at) => (at < lines.length - 1 ? `${line}\\` : line));
}

/** Where the last line of the stanza that says something is; -1 when there is no such stanza. */
function lastOf(pieces: readonly Piece[], name: string): number {
  return pieces.findLastIndex(
    ({ stanza, key, isHeader }) => stanza === name && (isHeader || key !== undefined),
  );
}

/** The text of a conf file with the settings in the stanza, which is made when it is not there. All else stays as it is. */
export function setInStanza(text: string, name: string, settings: ReadonlyMap<string, string>): string {
  const pieces = piecesOf(text);
  if (lastOf(pieces, name) < 0) {
    const gap = pieces.length > 0 && pieces.at(-1)!.lines.join('') !== '' ? [''] : [];
    pieces.push({ lines: [...gap, `[${name}]`], stanza: name, key: undefined, isHeader: true });
  }
  for (const [key, value] of settings) {
    const piece = { lines: settingLines(key, value), stanza: name, key, isHeader: false };
    const at = pieces.findLastIndex((known) => known.stanza === name && known.key === key);
    if (at >= 0) pieces.splice(at, 1, piece);
    else pieces.splice(lastOf(pieces, name) + 1, 0, piece);
  }
  return textOf(pieces);
}

/** The text of a conf file without the stanza; comments in it go with it. */
export function removeStanza(text: string, name: string): string {
  return textOf(piecesOf(text).filter(({ stanza }) => stanza !== name));
}
