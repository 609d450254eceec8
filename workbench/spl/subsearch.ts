import type { Builder, Program, Relation, Step } from './build';
import type { WrittenCommand } from './command';
import { formatted } from './commands/format';
import { NOTHING } from './events';
import { LIMITS } from './limits';
import { replaceSpans } from './source';
import { asText } from './sql/value';

/** A search in brackets and where it stands. */
export interface Subsearch {
  readonly start: number;
  readonly end: number;
  readonly program: Program;
}

/** The relation's first rows, with Splunk's warning when there are more. */
export function cutRows(input: Relation, builder: Builder, most: number): Relation {
  const order = input.order.length === 0 ? '' : ` ORDER BY ${input.order.join(', ')}`;
  builder.warnAbove(
    input,
    most,
    (found) => `[subsearch]: Subsearch produced ${found} results, truncating to maxout ${most}.`,
  );
  const from = builder.step('subsearch', `SELECT * FROM ${input.from}${order} LIMIT ${most}`);
  return { ...input, from };
}

/** The words that stand for a search in brackets: what its field `search` says, else its rows as terms. */
async function wordsOf({ program }: Subsearch, builder: Builder): Promise<string> {
  const rows = cutRows(await builder.search(program, NOTHING), builder, LIMITS.subsearchRows.value);
  const seen = rows.fields.filter(({ name }) => !name.startsWith('_'));
  if (seen.length === 1 && seen[0]!.name === 'search') {
    const found = await builder.query(`SELECT ${asText(seen[0]!)} FROM ${rows.from} LIMIT 2`);
    const [only] = found[0] ?? [];
    if (found.length === 1 && typeof only === 'string') return only;
  }
  const [[words] = []] = await builder.query(`SELECT * FROM ${formatted(rows, builder).from}`);
  return String(words);
}

/** The command as it is written when searches in brackets stand for what they find. */
export async function filledIn(
  written: WrittenCommand,
  searches: readonly Subsearch[],
  builder: Builder,
): Promise<WrittenCommand> {
  const replaced: { start: number; end: number; text: string }[] = [];
  for (const search of searches)
    replaced.push({ start: search.start, end: search.end, text: await wordsOf(search, builder) });
  const source = replaceSpans(written.source, replaced);
  return { ...written, source, end: written.end + source.text.length - written.source.text.length };
}

/** The step of a command in which searches in brackets stand for what they find. */
export function withSubsearches(
  written: WrittenCommand,
  searches: readonly Subsearch[],
  parse: (filled: WrittenCommand) => Step,
): Step {
  return async (input, builder) => parse(await filledIn(written, searches, builder))(input, builder);
}
