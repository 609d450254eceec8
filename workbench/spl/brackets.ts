import { failAt, type Source } from './source';

export interface Span {
  readonly start: number;
  readonly end: number;
}

const QUOTED = /"(?:[^"\\]|\\[\s\S])*"/y;

/** The pipes and brackets of a text, outside of quotes; behind a quote that is not closed only the pipes. */
function* signs(text: string, { start, end }: Span): Generator<{ sign: '|' | '[' | ']'; at: number }> {
  let isQuoteOpen = false;
  for (let at = start; at < end; at++) {
    const sign = text[at];
    if (sign === '"') {
      QUOTED.lastIndex = at;
      const quoted = QUOTED.exec(text);
      if (quoted) at += quoted[0].length - 1;
      else isQuoteOpen = true;
    } else if (sign === '|' || (!isQuoteOpen && (sign === '[' || sign === ']'))) yield { sign, at };
  }
}

/** The searches in brackets that stand in a span, brackets and all, but not those inside of others. Throws SearchError. */
export function bracketSpans(source: Source, span: Span): Span[] {
  const spans: Span[] = [];
  const open: number[] = [];
  for (const { sign, at } of signs(source.text, span)) {
    if (sign === '[') open.push(at);
    const start = sign === ']' ? open.pop() : undefined;
    if (start !== undefined && open.length === 0) spans.push({ start, end: at + 1 });
  }
  if (open.length > 0) failAt(source, open[0]!, open[0]! + 1, 'found a "[" that is not closed');
  return spans;
}

/** What lies between the pipes of a span; pipes in quotes or brackets do not count. Throws SearchError. */
export function pipeSpans(source: Source, span: Span): Span[] {
  const brackets = bracketSpans(source, span);
  const spans: Span[] = [];
  let start = span.start;
  let next = 0;
  for (const { sign, at } of signs(source.text, span)) {
    while (next < brackets.length && brackets[next]!.end <= at) next++;
    const isInside = next < brackets.length && brackets[next]!.start < at;
    if (sign !== '|' || isInside) continue;
    spans.push({ start, end: at });
    start = at + 1;
  }
  return [...spans, { start, end: span.end }];
}
