import type { Row } from './csv';

/** How a file of a source is written, and which cells it gives for each entry. */
export type Format = 'lines' | 'misp' | 'mime-db';

function linesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => (line.startsWith('#') ? [] : line.trim() || []));
}

/** MISP's warning lists write a domain that stands for all its hosts with a dot in front. */
function mispEntries(text: string): string[] {
  const { list } = JSON.parse(text) as { list: readonly string[] };
  return list.map((entry) => entry.replace(/^\./, ''));
}

function mimePairs(text: string): Row[] {
  const types = JSON.parse(text) as Readonly<Record<string, { readonly extensions?: readonly string[] }>>;
  return Object.entries(types).flatMap(([mime_type, { extensions = [] }]) =>
    extensions.map((extension) => ({ extension, mime_type })),
  );
}

/** The entries of a file as rows: one cell in the column, or for pairs of MIME type and extension both. */
export function readFormat(format: Format, text: string, column: string): Row[] {
  if (format === 'mime-db') return mimePairs(text);
  const entries = format === 'misp' ? mispEntries(text) : linesOf(text);
  return entries.map((entry) => ({ [column]: entry }));
}
