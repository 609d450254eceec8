import type { TaggedValue } from '../conf/tags';
import { quoteText } from '../engine/quote';
import { assign, type Builder, fieldValue, type Relation } from './build';
import { type EventType, parseEventTypes } from './event-types';
import type { Knowledge } from './knowledge';
import { SAVED_FIELDS, savedTerms } from './saved-terms';
import { compileTerms, fieldEquals } from './search/compile';
import type { Label, Labels } from './search/labels';
import { list, nonEmpty } from './sql/value';

/** The event types of the app over a relation of events, each compiled when it is first asked for. */
class EventTypeLabels {
  readonly #labels: readonly Label[];
  readonly #types: ReadonlyMap<string, EventType>;
  readonly #faults: ReadonlyMap<string, readonly string[]>;
  readonly #conditions = new Map<string, string>();
  readonly #input: Relation;
  readonly #warn: (text: string) => void;

  constructor(knowledge: Knowledge, input: Relation, warn: (text: string) => void) {
    const { types, faults } = parseEventTypes(knowledge);
    this.#types = types;
    this.#faults = faults;
    this.#input = input;
    this.#warn = warn;
    this.#labels = [...types.keys()].map((name) => this.#label(name));
  }

  /** All event types, and what is asked for by a name that none has. */
  asked(texts: readonly string[]): readonly Label[] {
    const known = new Set(this.#labels.map(({ label }) => label.toLowerCase()));
    const unknown = texts.filter((text) => !text.includes('*') && !known.has(text.toLowerCase()));
    return [...this.#labels, ...unknown.map((name) => this.#label(name))];
  }

  /** The condition of an event type that something names; with Splunk's warning when there is none. */
  named(name: string): string {
    if (this.#types.has(name)) return this.#conditionOf(name);
    const missing = [`Eventtype '${name}' does not exist or is disabled.`];
    for (const fault of this.#faults.get(name) ?? missing) this.#warn(fault);
    return 'FALSE';
  }

  #label(name: string): Label {
    return { label: name, condition: () => this.named(name) };
  }

  #conditionOf(name: string): string {
    const known = this.#conditions.get(name);
    if (known !== undefined) return known;
    const labels: Labels = (field, asked) => (field === 'eventtype' ? this.asked(asked) : undefined);
    const condition = compileTerms(this.#types.get(name)!.terms, this.#input, labels);
    this.#conditions.set(name, condition);
    return condition;
  }
}

/** The tags of the values given, in alphabetical order. */
function tagLabels(tagged: readonly TaggedValue[], conditionOf: (tagged: TaggedValue) => string): Label[] {
  const tags = [...new Set(tagged.flatMap((one) => one.tags))].sort();
  return tags.map((tag) => ({
    label: tag,
    condition: () => {
      const conditions = tagged.filter((one) => one.tags.includes(tag)).map(conditionOf);
      return `(${conditions.join(' OR ')})`;
    },
  }));
}

const ALIASES: Readonly<Record<string, string>> = { hosttag: 'tag::host', eventtypetag: 'tag::eventtype' };

/** The values whose tags lie in a field called `tag` or `tag::<field>`; undefined for any other field. */
function taggedFor(name: string, { tagged }: Knowledge): readonly TaggedValue[] | undefined {
  const field = Object.hasOwn(ALIASES, name) ? ALIASES[name]! : name;
  if (field === 'tag') return tagged;
  return field.startsWith('tag::') ? tagged.filter((one) => `tag::${one.field}` === field) : undefined;
}

/** What a saved search of that name finds; with a warning when it cannot stand for search terms. */
function savedLabel(name: string, input: Relation, builder: Builder, labels: Labels): Label {
  return {
    label: name,
    condition: () => {
      const terms = savedTerms(builder, name);
      if (typeof terms !== 'string') return compileTerms(terms, input, labels);
      builder.warn(terms);
      return 'FALSE';
    },
  };
}

/**
 * What `eventtype`, `tag`, `tag::<field>` and `savedsearch` say of a relation of events. Fields of these names that a log
 * brings along count only in an app without such knowledge: what a log says does not make it of an event type.
 */
export function eventLabels(input: Relation, builder: Builder): Labels {
  const { knowledge } = builder;
  let made: EventTypeLabels | undefined;
  const types = (): EventTypeLabels => {
    made ??= new EventTypeLabels(knowledge, input, (text) => builder.warn(text));
    return made;
  };
  const condition = ({ field, value }: TaggedValue): string =>
    field === 'eventtype' ? types().named(value) : fieldEquals(field, value, input);
  const labels: Labels = (field, asked) => {
    const isOwn = fieldValue(input, field).kind !== 'absent';
    if (field === 'eventtype') {
      const isUnknown = knowledge.eventTypes.length + knowledge.eventTypeFaults.size === 0;
      return isUnknown && isOwn ? undefined : types().asked(asked);
    }
    if (SAVED_FIELDS.includes(field)) return asked.map((name) => savedLabel(name, input, builder, labels));
    const tagged = taggedFor(field, knowledge);
    return tagged && (tagged.length > 0 || !isOwn) ? tagLabels(tagged, condition) : undefined;
  };
  return labels;
}

/** SQL of the list of those labels whose conditions are true; NULL when none is. */
export function labelList(labels: readonly Label[]): string {
  const values = labels.map((label) => `CASE WHEN ${label.condition()} THEN ${quoteText(label.label)} END`);
  return nonEmpty(`[${values.join(', ')}]`);
}

/** The events with the multivalue fields of these names that the app's event types and tags make. */
export function withLabels(
  input: Relation,
  builder: Builder,
  isWanted: (field: string) => boolean,
): Relation {
  const { knowledge } = builder;
  const tagFields = ['tag', ...new Set(knowledge.tagged.map(({ field }) => `tag::${field}`))].filter(
    isWanted,
  );
  const areTagged = knowledge.tagged.length > 0 && tagFields.length > 0;
  const types = eventLabels(input, builder)('eventtype', []) ?? [];
  const needsTypes = types.length > 0 && (areTagged || isWanted('eventtype'));
  const typed = needsTypes
    ? assign('event_types', input, builder, [['eventtype', list(labelList(types))]])
    : input;
  if (!areTagged) return typed;
  const ofType = fieldValue(typed, 'eventtype');
  const isOfType = (name: string): string =>
    ofType.kind === 'list' && needsTypes
      ? `coalesce(list_contains(${ofType.sql}, ${quoteText(name)}), FALSE)`
      : 'FALSE';
  const condition = ({ field, value }: TaggedValue): string =>
    field === 'eventtype' ? isOfType(value) : fieldEquals(field, value, input);
  const columns = tagFields.map((name) => {
    const labels = tagLabels(taggedFor(name, knowledge) ?? [], condition);
    return [name, list(labelList(labels))] as const;
  });
  return assign('tags', typed, builder, columns);
}
