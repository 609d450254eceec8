import { type Builder, fieldValue, type Program, type Relation } from '../build';
import type { Command } from '../command';
import { NOTHING } from '../events';
import { cutRows } from '../subsearch';
import { union } from '../union';
import { APPEND_OPTIONS, mostRows } from './append';

const TIME = '"#time"';

/** Events of several searches, the newest first. */
function interleaved(command: string, builder: Builder, parts: readonly Relation[]): Relation {
  const rows = union(command, builder, parts);
  const time = fieldValue(rows, '_time');
  if (time.kind !== 'number') return rows;
  const from = builder.step(`${command}_time`, `SELECT *, ${time.sql} AS ${TIME} FROM ${rows.from}`);
  const order = [`${TIME} DESC NULLS LAST`, ...rows.order];
  return { ...rows, from, order, hidden: [...rows.hidden, TIME] };
}

async function runAll(searches: readonly Program[], builder: Builder): Promise<Relation[]> {
  const found: Relation[] = [];
  for (const search of searches) found.push(await builder.search(search, NOTHING));
  return found;
}

export const multisearch: Command = {
  name: 'multisearch',
  syntax: '[<search>] [<search>] ...',
  summary: 'The events of two or more searches, by time.',
  reads: 'searches',
  isGenerating: true,
  parse: (reader, searches) => {
    reader.expectEnd();
    const start = reader.next;
    if (searches.length < 2) reader.fail(start, 'multisearch expects two or more searches in [ ]');
    return async (_, builder) => {
      const found = await runAll(searches, builder);
      const at = found.findIndex(({ isTransformed }) => isTransformed);
      if (at >= 0)
        reader.fail(start, `multisearch expects searches for events, and search ${at + 1} makes a table`);
      return interleaved('multisearch', builder, found);
    };
  },
};

/** Events are put together by time, tables one behind the other. */
export const unionCommand: Command = {
  name: 'union',
  syntax: '<options> [<search>] [<search>] ...',
  summary: 'The rows so far and those of other searches, events by time and tables one behind the other.',
  options: APPEND_OPTIONS,
  differs: 'Data sets are given as searches in [ ] alone, not by name.',
  reads: 'searches',
  parse: (reader, searches) => {
    const start = reader.next;
    const options = reader.options();
    if (!reader.isAtEnd) reader.fail(reader.next, 'union takes data sets as searches in [ ] alone');
    if (searches.length === 0) reader.fail(start, 'union expects a search in [ ]');
    const most = mostRows(reader, options);
    return async (input, builder) => {
      const before = input === NOTHING ? [] : [input];
      const found = await runAll(searches, builder);
      if ([...before, ...found].every(({ isTransformed }) => !isTransformed))
        return interleaved('union', builder, [...before, ...found]);
      return union('union', builder, [...before, ...found.map((rows) => cutRows(rows, builder, most))]);
    };
  },
};
