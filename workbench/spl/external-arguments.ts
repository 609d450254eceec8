import { failAt, type Source } from './source';

const TOKEN = /(?:"(?:[^"\\]|\\[\s\S])*"|\\[\s\S]|[^\s",])+/y;
const SEPARATOR = /[\s,]+/y;

/** Quotes fall away, and so does a backslash before a quote or a backslash; single quotes stay. */
function unquote(raw: string): string {
  return raw.replace(
    /"((?:[^"\\]|\\[\s\S])*)"|\\(["\\])/g,
    (_, inner: string | undefined, escaped: string) =>
      inner === undefined ? escaped : inner.replace(/\\(["\\])/g, '$1'),
  );
}

function readToken(source: Source, text: string, at: number): string {
  TOKEN.lastIndex = at;
  return TOKEN.exec(text)?.[0] ?? failAt(source, at, text.length, 'found a " that is not closed');
}

/** Arguments of a search command as splunkd hands them over: split at blanks, commas taken away. Throws SearchError. */
export function externalArguments(
  source: Source,
  start: number,
  end: number,
): { args: string[]; rawArgs: string[] } {
  const text = source.text.slice(0, end);
  const rawArgs: string[] = [];
  for (let at = start; ; ) {
    SEPARATOR.lastIndex = at;
    at += SEPARATOR.exec(text)?.[0].length ?? 0;
    if (at >= end) break;
    const raw = readToken(source, text, at);
    rawArgs.push(raw);
    at += raw.length;
  }
  return { args: rawArgs.map(unquote), rawArgs };
}
