/** A piece of a search as its author wrote it, for pointing at. */
export interface Place {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Position {
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly underlined: string;
}

const LONGEST_SHOWN_LINE = 160;

/** Shows at most so many characters of a line, around the place. */
function windowOf(line: string, column: number): { shown: string; offset: number } {
  if (line.length <= LONGEST_SHOWN_LINE) return { shown: line, offset: 0 };
  const offset = Math.max(0, Math.min(column - LONGEST_SHOWN_LINE / 2, line.length - LONGEST_SHOWN_LINE));
  return { shown: line.slice(offset, offset + LONGEST_SHOWN_LINE), offset };
}

function locate({ text, start, end }: Place): Position {
  const lineStart = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  const nextBreak = text.indexOf('\n', start);
  const line = text.slice(lineStart, nextBreak < 0 ? text.length : nextBreak);
  const at = start - lineStart;
  const { shown, offset } = windowOf(line, at);
  const length = Math.max(1, Math.min(end, lineStart + line.length) - start);
  const marked = Math.max(1, Math.min(length, offset + shown.length - at));
  const indent = shown.slice(0, at - offset).replace(/[^\t]/g, ' ');
  return {
    line: text.slice(0, lineStart).split('\n').length,
    column: at + 1,
    length,
    underlined: `${shown}\n${indent}${'~'.repeat(marked)}`,
  };
}

/** What is wrong in the text of a search, with the place it is at. */
export class SearchError extends Error {
  override readonly name = 'SearchError';
  /** The fault alone, one sentence without its place. */
  readonly sentence: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  /** The source line with the fault underlined. */
  readonly underlined: string;

  constructor(place: Place, sentence: string, help?: string) {
    const { line, column, length, underlined } = locate(place);
    const where = `${sentence} at line ${line}, column ${column}\n${underlined}`;
    super(help === undefined ? where : `${where}\nhelp: ${help}`);
    this.sentence = sentence;
    this.line = line;
    this.column = column;
    this.length = length;
    this.underlined = underlined;
  }
}
