import { filter, type Step } from '../build';
import type { Command, WrittenCommand } from '../command';
import { allEvents, NOTHING } from '../events';
import { compileTerms } from '../search/compile';
import { parseTerms } from '../search/parse';
import type { ParsedTerms } from '../search/tree';
import { sightOf } from '../sight';
import { failAt, type Source } from '../source';
import { setRange } from '../time-range';

/** The step that keeps the rows which the terms match. */
function laterSearch(source: Source, parsed: ParsedTerms): Step {
  return (input, builder) => {
    if (input.fields.length === 0) return input;
    if (parsed.earliest ?? parsed.latest) return failLateBound(source, parsed);
    const condition = compileTerms(parsed.terms, input);
    return condition === 'TRUE' ? input : filter('search', input, builder, condition);
  };
}

/** How many of the newest events a `head` that follows at once asks for; undefined when none does, or not by a number. */
function headCount(next: WrittenCommand | undefined): number | undefined {
  if (next?.name !== 'head') return undefined;
  const count = /^\s*(?:limit\s*=\s*)?(\d{1,9})\s*$/.exec(next.source.text.slice(next.start, next.end));
  return count ? Number(count[1]) : undefined;
}

/** The first step of a search, which reads the loaded events, unless the search goes on from the result of another. */
function firstSearch(source: Source, parsed: ParsedTerms, pipeline: readonly WrittenCommand[]): Step {
  const sight = sightOf(pipeline);
  const newest = headCount(pipeline[1]);
  return async (input, builder) => {
    if (input !== NOTHING) return laterSearch(source, parsed)(input, builder);
    setRange(source, parsed, builder);
    const { rows, labels, areKept } = await allEvents(builder, sight, { terms: parsed.terms, newest });
    if (areKept) return rows;
    const condition = compileTerms(parsed.terms, rows, labels);
    return condition === 'TRUE' ? rows : filter('search', rows, builder, condition);
  };
}

function failLateBound(source: Source, { earliest, latest }: ParsedTerms): never {
  const term = (earliest ?? latest)!;
  return failAt(
    source,
    term.start,
    term.end,
    'earliest and latest belong into the first search of a pipeline',
  );
}

export const search: Command = {
  name: 'search',
  syntax: '<search terms>',
  summary:
    'Finds events, or keeps rows, by words, phrases and comparisons with AND, OR, NOT, IN, TERM(), CASE() and wildcards.',
  differs:
    'Without index= it finds events of all indexes. earliest and latest stand outside of parentheses; older words for times and times of indexing are refused.',
  reads: 'text',
  parse: ({ source, start, end, pipeline }) => {
    const parsed = parseTerms(source, start, end, pipeline !== undefined);
    return pipeline ? firstSearch(source, parsed, pipeline) : laterSearch(source, parsed);
  },
};
