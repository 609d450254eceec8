import { type Place, SearchError } from './search-error';

/** A piece of the expanded text that stands for a piece of the written one. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly writtenStart: number;
  readonly writtenEnd: number;
}

/** The text of a search with its macros expanded, which still knows where each character was written. */
export interface Source {
  readonly text: string;
  readonly written: string;
  /** Pieces that came from macros, in order; what lies between them is as written. */
  readonly pieces: readonly Piece[];
}

/** Text that holds no macros. */
export function plainSource(text: string): Source {
  return { text, written: text, pieces: [] };
}

function writtenOffset(source: Source, offset: number, isEnd: boolean): number {
  let shift = 0;
  for (const piece of source.pieces) {
    if (isEnd ? offset <= piece.start : offset < piece.start) break;
    if (isEnd ? offset <= piece.end : offset < piece.end)
      return isEnd ? piece.writtenEnd : piece.writtenStart;
    shift = piece.writtenEnd - piece.end;
  }
  return offset + shift;
}

/** The place in the written search of a span of the expanded one; inside a macro it is the whole macro call. */
function placeOf(source: Source, start: number, end: number): Place {
  return {
    text: source.written,
    start: writtenOffset(source, start, false),
    end: writtenOffset(source, Math.max(end, start), true),
  };
}

/** A piece of a search's text for a message: in quotes, unless it has quotes of its own. */
export function shown(text: string): string {
  return text.startsWith('"') ? text : `"${text}"`;
}

/** Throws the fault at a span of the expanded text. */
export function failAt(source: Source, start: number, end: number, sentence: string, help?: string): never {
  throw new SearchError(placeOf(source, start, end), sentence, help);
}

/** What is left of a piece when the spans, in order, are taken out of it; all of it stands for the same written text. */
function outside(piece: Piece, spans: readonly { readonly start: number; readonly end: number }[]): Piece[] {
  const left: Piece[] = [];
  let from = piece.start;
  for (const { start, end } of spans) {
    if (end <= from || start >= piece.end) continue;
    if (start > from) left.push({ ...piece, start: from, end: start });
    from = end;
  }
  return from < piece.end ? [...left, { ...piece, start: from }] : left;
}

/** The source with pieces of its text replaced, in order; each of them still knows where it was written. */
export function replaceSpans(
  source: Source,
  replaced: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): Source {
  const kept = source.pieces.flatMap((piece) => outside(piece, replaced));
  const changes = [
    ...kept.map((piece) => ({ ...piece, text: source.text.slice(piece.start, piece.end) })),
    ...replaced.map(({ start, end, text }) => {
      const place = placeOf(source, start, end);
      return { start, end, text, writtenStart: place.start, writtenEnd: place.end };
    }),
  ].sort((one, other) => one.start - other.start);
  const pieces: Piece[] = [];
  let text = '';
  let end = 0;
  for (const change of changes) {
    text += source.text.slice(end, change.start);
    const { writtenStart, writtenEnd } = change;
    pieces.push({ start: text.length, end: text.length + change.text.length, writtenStart, writtenEnd });
    text += change.text;
    end = change.end;
  }
  return { text: text + source.text.slice(end), written: source.written, pieces };
}
