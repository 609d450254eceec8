import { type Layout, SOURCETYPES, type Sourcetype } from '../../schema/sourcetypes';

/** What the beginning of a file turned out to be: a sourcetype, or why it is none. */
export type Recognition = { readonly sourcetype: string } | { readonly line: number; readonly found: string };

export interface FirstLine {
  readonly text: string;
  readonly line: number;
}

const EPOCH = /^\d{9,10}\.\d{1,9}$/;
const SHOWN_CHARACTERS = 60;
const TESTED_CHARACTERS = 2000;

/** What a file has to hold, for messages. */
export const EXPECTED = 'a mail log of a kind in the README (--sourcetype says which it is)';

function excerpt(text: string): string {
  const printable = text.replace(/[^\x20-\x7e]/g, '.');
  return `"${printable.slice(0, SHOWN_CHARACTERS)}${printable.length > SHOWN_CHARACTERS ? '…' : ''}"`;
}

function find<K extends Layout['kind']>(
  kind: K,
  fits: (layout: Extract<Layout, { kind: K }>) => boolean,
): Sourcetype | undefined {
  return SOURCETYPES.find(
    ({ layout }) => layout.kind === kind && fits(layout as Extract<Layout, { kind: K }>),
  );
}

function jsonKeys(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.keys(value)
      : undefined;
  } catch {
    return undefined;
  }
}

function recogniseJson(objects: readonly FirstLine[]): Recognition {
  const { text, line } = objects[0]!;
  const found = objects.flatMap((object) => {
    const keys = jsonKeys(object.text);
    return keys === undefined ? [] : [keys];
  });
  const [first] = found;
  if (!first) return { line, found: `${excerpt(text)}, which is no whole JSON object` };
  for (const keys of found) {
    const sourcetype = find('json', (layout) => layout.keys.some((key) => keys.includes(key)));
    if (sourcetype) return { sourcetype: sourcetype.name };
  }
  return { line, found: `a JSON object with ${first.slice(0, 6).join(', ')}, which is not of a mail log` };
}

function recogniseHeader(comments: readonly FirstLine[]): Recognition | undefined {
  const header = comments.find(({ text }) => text.startsWith('#fields\t'));
  const pathLine = comments.find(({ text }) => text.startsWith('#path\t'));
  if (!header && !pathLine) return undefined;
  const path = pathLine?.text.slice('#path\t'.length);
  const columns = header?.text.split('\t').slice(1) ?? [];
  const sourcetype = find(
    'header',
    (layout) =>
      (path === undefined || layout.paths.includes(path)) &&
      layout.columns.every((name) => columns.includes(name)),
  );
  if (sourcetype) return { sourcetype: sourcetype.name };
  if (pathLine && path !== 'smtp')
    return { line: pathLine.line, found: `Zeek's ${path}.log, which is not a mail log` };
  return (
    header && {
      line: header.line,
      found: `#fields ${columns.slice(0, 6).join(', ')} …, which is not a mail log`,
    }
  );
}

const names = (header: string): string[] =>
  header.split(',').map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .toLowerCase(),
  );

/** A table with commas has its header in the first line, or in one of Microsoft's comments. */
function recogniseCsv(lines: readonly FirstLine[]): Recognition | undefined {
  const header = lines.find(({ text }) => /^#Fields:/i.test(text))?.text.replace(/^#Fields:/i, '');
  const columns = names(header ?? lines[0]?.text ?? '');
  const sourcetype = find('csv', (layout) => layout.columns.every((name) => columns.includes(name)));
  return sourcetype && { sourcetype: sourcetype.name };
}

/** Of the sourcetypes that are told by single lines, the one that fits most of them. */
function recogniseLines(rows: readonly FirstLine[]): Recognition | undefined {
  const fitting = SOURCETYPES.flatMap(({ name, layout }: Sourcetype) => {
    if ((layout.kind !== 'lines' && layout.kind !== 'csv') || layout.regex === undefined) return [];
    const regex = new RegExp(layout.regex);
    return [{ name, count: rows.filter(({ text }) => regex.test(text.slice(0, TESTED_CHARACTERS))).length }];
  });
  const [best] = fitting.toSorted((one, other) => other.count - one.count);
  return best && best.count > 0 ? { sourcetype: best.name } : undefined;
}

function recogniseColumns(rows: readonly FirstLine[]): Recognition {
  const fits = (text: string, count: number): boolean => {
    const columns = text.split('\t');
    return columns.length === count && EPOCH.test(columns[0]!);
  };
  const sourcetype = find('columns', ({ count }) => rows.some(({ text }) => fits(text, count)));
  if (sourcetype) return { sourcetype: sourcetype.name };
  const { text, line } = rows[0]!;
  return { line, found: `${excerpt(text)} (${text.split('\t').length} tab-separated columns)` };
}

/** The sourcetype of a file, told by its first lines; else the line that rules all of them out. */
export function recognise(lines: readonly FirstLine[]): Recognition {
  const isComment = ({ text }: FirstLine): boolean => text.startsWith('#');
  const comments = lines.filter(isComment);
  const rows = lines.filter((line) => !isComment(line));
  const header = recogniseHeader(comments);
  if (header) return header;
  const first = rows[0];
  if (!first) return { line: 1, found: comments.length > 0 ? 'comment lines only' : 'an empty file' };
  if (first.text.includes('\0')) return { line: first.line, found: 'binary data' };
  const objects = rows.filter(({ text }) => text.startsWith('{'));
  if (objects.length > 0) return recogniseJson(objects);
  return recogniseCsv(lines) ?? recogniseLines(rows) ?? recogniseColumns(rows);
}
