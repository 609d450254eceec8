import type { WrittenCommand } from './command';
import { failAt, type Source } from './source';

/** Where each command of a search begins and ends: pipes in quotes, parentheses apart, do not count. */
function pipeSpans({ text }: Source): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') {
      const close = /"(?:[^"\\]|\\[\s\S])*"/y;
      close.lastIndex = at;
      const quoted = close.exec(text);
      if (quoted) at += quoted[0].length - 1;
    } else if (text[at] === '|') {
      spans.push({ start, end: at });
      start = at + 1;
    }
  }
  return [...spans, { start, end: text.length }];
}

const NAME = /\s*([A-Za-z_][\w-]*)/y;
const BLANK = /\s*/y;

function readCommand(source: Source, start: number, end: number): WrittenCommand {
  NAME.lastIndex = start;
  const match = NAME.exec(source.text);
  if (!match || NAME.lastIndex > end) {
    BLANK.lastIndex = start;
    const at = start + BLANK.exec(source.text)![0].length;
    const found = at >= end ? (end >= source.text.length ? 'the end' : '"|"') : `"${source.text[at]}"`;
    return failAt(
      source,
      Math.min(at, end),
      Math.min(at, end) + 1,
      `expected a command after the pipe, found ${found}`,
    );
  }
  const nameEnd = start + match[0].length;
  return {
    source,
    name: match[1]!.toLowerCase(),
    nameStart: nameEnd - match[1]!.length,
    nameEnd,
    start: nameEnd,
    end,
  };
}

/**
 * The commands of a search in order. One that does not begin with a pipe begins with search terms, with or without
 * the word `search` before them. Throws SearchError.
 */
export function splitPipeline(source: Source): WrittenCommand[] {
  const [first, ...rest] = pipeSpans(source);
  const commands = rest.map(({ start, end }) => readCommand(source, start, end));
  const isPiped = source.text.slice(first!.start, first!.end).trim() === '';
  if (isPiped) {
    if (commands.length === 0) failAt(source, 0, 1, 'search is empty');
    return commands;
  }
  const word = /^\s*search(?=[\s("]|$)/i.exec(source.text.slice(first!.start, first!.end))?.[0] ?? '';
  const start = first!.start + word.length;
  return [
    { source, name: 'search', nameStart: first!.start, nameEnd: start, start, end: first!.end },
    ...commands,
  ];
}
