import type { Agents } from './http';
import type { TimeRange } from './search';
import type { Shipped } from './shipped';
import type { Splunk } from './splunk';
import { splunkError } from './splunk-error';

export type Verdict = 'ok' | 'failed' | 'skipped' | 'note';

/** What was seen of one thing. */
export interface Finding {
  readonly subject: string;
  readonly verdict: Verdict;
  readonly detail: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** What checks look at. */
export interface Target {
  readonly splunk: Splunk;
  /** The app as this checkout would ship it. */
  readonly shipped: Shipped;
  /** The events that are looked at. */
  readonly range: TimeRange;
  /** Splunk Web, where it is to be looked at as well. */
  readonly web?: { readonly url: URL; readonly agents: Agents; readonly logIn?: WebLogIn };
}

interface WebLogIn {
  readonly user: string;
  readonly password: string;
}

export interface Check {
  readonly name: string;
  readonly title: string;
  /** Later checks make no sense when this one fails. */
  readonly isBase?: true;
  /** Run only when it is named. */
  readonly isExtra?: true;
  run(target: Target): Promise<readonly Finding[]>;
}

const AT_ONCE = 3;

/** The findings on all items, in their order; a few items at once. One whose check throws has failed, with this advice. */
export async function findAll<Item>(
  items: readonly Item[],
  subjectOf: (item: Item) => string,
  find: (item: Item) => Promise<readonly Finding[]>,
  advice?: string,
): Promise<Finding[]> {
  const found: (readonly Finding[])[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < items.length) {
      const at = next++;
      const item = items[at]!;
      found[at] = await find(item).catch((thrown: unknown) => [
        failed(subjectOf(item), splunkError(thrown).message, advice),
      ]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found.flat();
}

/** A finding that all is well. */
export function ok(subject: string, detail = ''): Finding {
  return { subject, verdict: 'ok', detail };
}

/** A finding that something does not work. */
export function failed(subject: string, detail: string, advice?: string): Finding {
  return { subject, verdict: 'failed', detail, ...(advice !== undefined && { advice }) };
}

/** A finding that is worth knowing and no fault. */
export function note(subject: string, detail: string, advice?: string): Finding {
  return { subject, verdict: 'note', detail, ...(advice !== undefined && { advice }) };
}
