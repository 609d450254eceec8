import { type Row, textOf } from '../search/rows';
import { formatNumber } from './format-value';

/** Gives a caption with the numbers of a row in it: `{column}`, or `{column|session|sessions}` with the word that fits the number. */
export function fillCaption(caption: string, row: Row | undefined): string {
  return caption.replace(
    /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g,
    (_, column: string, one?: string, many?: string) => {
      const text = textOf(row, column) || '0';
      const word = Number(text) === 1 ? one : many;
      return word === undefined ? formatNumber(text) : `${formatNumber(text)} ${word}`;
    },
  );
}
