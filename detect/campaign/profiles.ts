import type { Messages } from './messages';
import { Tally } from './tally';
import type { GroupProfile } from './verdict';

/** A source that sent so much of its mail into one group sends next to nothing else. */
const EXCLUSIVE_SHARE = 0.8;

/** What there is of each group; `groups` tells that of each message, -1 for none. */
export function profilesOf(
  messages: Messages,
  groups: Int32Array,
  names: readonly { readonly template: string; readonly isByMake: boolean }[],
): GroupProfile[] {
  const tallyOf = (numberOf: (row: number) => number): Tally => {
    const tally = new Tally();
    for (let row = 0; row < groups.length; row++)
      if (groups[row]! >= 0) tally.add(groups[row]!, numberOf(row));
    return tally;
  };
  const rowsOf = (numberOf: (row: number) => number) => tallyOf(numberOf).rows(names.length);
  const everyRow = rowsOf(() => 0);
  const subjects = rowsOf((row) => messages.subjectOf.get(row));
  const automatic = rowsOf((row) => (isAutomatic(messages, row) ? 0 : -1));
  const replies = rowsOf((row) => messages.isReply.get(row) - 1);
  const bySource = tallyOf((row) => messages.sourceOf.get(row));
  const sources = bySource.rows(names.length);
  const exclusive = exclusiveSources(messages, bySource, names.length);
  const senders = rowsOf((row) => messages.senderOf.get(row));
  const domains = rowsOf((row) => messages.domainOf.get(row));
  const makes = rowsOf((row) => messages.makeOf.get(row));
  const sizes = rowsOf((row) => messages.sizeOf.get(row));
  const recipients = messages.recipients.distinctByGroup(groups, names.length);
  return names.map((name, group) => ({
    ...name,
    messages: everyRow[group]!.known,
    subjects: subjects[group]!.distinct,
    automatic: automatic[group]!.known,
    replies: replies[group]!.known,
    sources: sources[group]!,
    exclusiveSources: exclusive[group]!,
    senders: senders[group]!,
    domains: domains[group]!,
    makes: makes[group]!,
    sizes: sizes[group]!,
    recipients: recipients[group]!,
  }));
}

function isAutomatic({ shapeOf, shapes }: Messages, row: number): boolean {
  const shape = shapeOf.get(row);
  return shape >= 0 && shapes[shape]!.isAutomatic;
}

function exclusiveSources(messages: Messages, bySource: Tally, groups: number): Int32Array {
  const all = new Map<number, number>();
  for (let row = 0; row < messages.length; row++) {
    const source = messages.sourceOf.get(row);
    all.set(source, (all.get(source) ?? 0) + 1);
  }
  const counts = new Int32Array(groups);
  bySource.each((group, source, count) => {
    if (count >= EXCLUSIVE_SHARE * all.get(source)!) counts[group]!++;
  });
  return counts;
}
