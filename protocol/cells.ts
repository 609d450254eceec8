import { COMMA, CR, LF, QUOTE } from './bytes';

/** The text of the cell that lies at [start, end) with its quotes; `end` is `~end` when quotes are doubled in it. */
function cellText(bytes: Buffer, start: number, end: number): string {
  if (bytes[start] !== QUOTE) return bytes.toString('utf8', start, end);
  if (end >= 0) return bytes.toString('utf8', start + 1, end - 1);
  return bytes.toString('utf8', start + 1, ~end - 1).replaceAll('""', '"');
}

/** The position after the line that begins at `start`, -1 when it is not complete before `end`; LF in quotes is no line end. */
export function lineEndAfter(bytes: Buffer, start: number, end: number): number {
  let isQuoted = false;
  for (let position = start; position < end; position++) {
    if (bytes[position] === QUOTE) isQuoted = !isQuoted;
    else if (bytes[position] === LF && !isQuoted) return position + 1;
  }
  return -1;
}

/** The texts of all cells of one line, with or without its line end. */
export function readCells(line: Buffer): string[] {
  let length = line.length;
  if (line[length - 1] === LF) length--;
  if (line[length - 1] === CR) length--;
  const cells: string[] = [];
  let isQuoted = false;
  let hasDoubled = false;
  let start = 0;
  for (let position = 0; position <= length; position++) {
    if (position < length && line[position] === QUOTE) {
      hasDoubled ||= !isQuoted && position > start;
      isQuoted = !isQuoted;
    } else if (position === length || (line[position] === COMMA && !isQuoted)) {
      cells.push(cellText(line, start, hasDoubled ? ~position : position));
      start = position + 1;
      hasDoubled = false;
    }
  }
  return cells;
}
