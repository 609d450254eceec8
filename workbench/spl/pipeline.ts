import { pipeSpans, type Span } from './brackets';
import type { WrittenCommand } from './command';
import { failAt, type Source } from './source';

const NAME = /\s*([A-Za-z_][\w-]*)/y;
const BLANK = /\s*/y;

function readCommand(source: Source, { start, end }: Span): WrittenCommand {
  NAME.lastIndex = start;
  const match = NAME.exec(source.text);
  if (!match || NAME.lastIndex > end) {
    BLANK.lastIndex = start;
    const at = start + BLANK.exec(source.text)![0].length;
    const found =
      at >= end ? (end >= source.text.length ? 'the end' : `"${source.text[end]}"`) : `"${source.text[at]}"`;
    return failAt(
      source,
      Math.min(at, end),
      Math.min(at, end) + 1,
      `expected a command ${start > 0 && source.text[start - 1] === '[' ? 'in the brackets' : 'after the pipe'}, found ${found}`,
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
  const [first, ...rest] = pipeSpans(source, { start: 0, end: source.text.length });
  const commands = rest.map((span) => readCommand(source, span));
  const isPiped = source.text.slice(first!.start, first!.end).trim() === '';
  if (isPiped) {
    if (commands.length === 0) failAt(source, 0, 1, 'search is empty');
    return commands;
  }
  const word = /^\s*search(?=[\s("]|$)/i.exec(source.text.slice(first!.start, first!.end))?.[0] ?? '';
  const start = first!.start + word.length;
  return [
    {
      source,
      name: 'search',
      nameStart: first!.start,
      nameEnd: start,
      start,
      end: first!.end,
    },
    ...commands,
  ];
}

/**
 * The commands of a search that stands in brackets, from behind the first to before the last one; all begin with
 * their name. Throws SearchError.
 */
export function splitBracketed(source: Source, span: Span): WrittenCommand[] {
  const [first, ...rest] = pipeSpans(source, span);
  const isPiped = rest.length > 0 && source.text.slice(first!.start, first!.end).trim() === '';
  const commands = rest.map((between) => readCommand(source, between));
  return isPiped ? commands : [readCommand(source, first!), ...commands];
}
