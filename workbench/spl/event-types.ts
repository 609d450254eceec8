import type { EventTypeConf } from '../conf/eventtypes';
import { bracketSpans, pipeSpans } from './brackets';
import type { Knowledge } from './knowledge';
import { expandMacros } from './macros';
import { labelCompares } from './search/labels';
import { parseTerms } from './search/parse';
import { type Terms, termFields } from './search/tree';
import { SearchError } from './search-error';

/** An event type, its search parsed. */
export interface EventType {
  readonly name: string;
  readonly terms: Terms;
  /** The search with its macros expanded. */
  readonly text: string;
}

/** Fields that Splunk makes after event types, so that these cannot ask for them. */
const TAG_FIELD = /^(?:tag|tag::.*|hosttag|eventtypetag)$/;

function parseEventType({ name, search, place }: EventTypeConf, knowledge: Knowledge): EventType | string {
  try {
    const source = expandMacros(search, knowledge.macros);
    const span = { start: 0, end: source.text.length };
    if (pipeSpans(source, span).length > 1)
      return `${place}: found a pipe, expected nothing but search terms`;
    if (bracketSpans(source, span).length > 0)
      return `${place}: found a search in [ ], expected search terms`;
    const { terms, earliest, latest } = parseTerms(source, span.start, span.end);
    if (earliest ?? latest) return `${place}: found a time range, which event types cannot have`;
    const tag = termFields(terms).find(({ field }) => TAG_FIELD.test(field));
    if (tag) return `${place}: found "${tag.field}", but event types are there before tags`;
    return { name, terms, text: source.text };
  } catch (error) {
    if (!(error instanceof SearchError)) throw error;
    return `${place}: ${error.sentence} at column ${error.column}`;
  }
}

/** The names of event types that one of them asks for. */
function asked({ terms }: EventType, names: readonly string[]): string[] {
  const comparisons = termFields(terms).filter(({ field }) => field === 'eventtype');
  return names.filter((name) =>
    comparisons.some(({ operator, value }) => labelCompares(name, operator, value)),
  );
}

/** The names that stand on a circle of event types which ask for one another. */
function circles(types: ReadonlyMap<string, EventType>): Map<string, string[]> {
  const names = [...types.keys()];
  const asks = new Map([...types].map(([name, type]) => [name, asked(type, names)] as const));
  const found = new Map<string, string[]>();
  for (const start of names) {
    const from = new Map<string, string>();
    const queue = [start];
    for (let name = queue.shift(); name !== undefined && !from.has(start); name = queue.shift()) {
      for (const next of asks.get(name)!) {
        if (!from.has(next)) {
          from.set(next, name);
          queue.push(next);
        }
      }
    }
    if (!from.has(start)) continue;
    const circle = [start];
    for (let at = from.get(start)!; at !== start; at = from.get(at)!) circle.unshift(at);
    found.set(start, [start, ...circle]);
  }
  return found;
}

interface ParsedEventTypes {
  readonly types: ReadonlyMap<string, EventType>;
  /** What is wrong with the others, by name. */
  readonly faults: ReadonlyMap<string, readonly string[]>;
}

function parseAll(knowledge: Knowledge): ParsedEventTypes {
  const types = new Map<string, EventType>();
  const faults = new Map(knowledge.eventTypeFaults);
  for (const conf of knowledge.eventTypes) {
    const parsed = parseEventType(conf, knowledge);
    if (typeof parsed === 'string') faults.set(conf.name, [parsed]);
    else types.set(conf.name, parsed);
  }
  for (const [name, circle] of circles(types)) {
    const { place } = knowledge.eventTypes.find((one) => one.name === name)!;
    faults.set(name, [`${place}: event types ask for each other in a circle: ${circle.join(' → ')}`]);
    types.delete(name);
  }
  return { types, faults };
}

const parsed = new WeakMap<Knowledge, ParsedEventTypes>();

/** The app's event types by name, parsed, in the order in which events show them. */
export function parseEventTypes(knowledge: Knowledge): ParsedEventTypes {
  const known = parsed.get(knowledge) ?? parseAll(knowledge);
  parsed.set(knowledge, known);
  return known;
}
