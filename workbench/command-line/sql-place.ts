import type { SqlFault } from '../engine/queries';

/** The sentence of a fault in a text of SQL, with line, column and the line itself where the database names the place. */
export function placedFault({ message, offset }: SqlFault, text: string, name: string): string {
  if (offset === undefined) return `${message} in ${name}`;
  const lines = text.slice(0, offset).split('\n');
  const column = [...lines.at(-1)!].length;
  const line = text.split('\n')[lines.length - 1] ?? '';
  return `${message} at line ${lines.length}, column ${column + 1} of ${name}\n${line}\n${' '.repeat(column)}^`;
}
