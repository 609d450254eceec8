import type { Event } from '../workbench/ingest/events';

/** What somebody says of a line, and whether our fields say the same. */
export interface Label {
  readonly name: string;
  readonly value: string;
  readonly agrees: (event: Event) => boolean;
}

export interface LabelledLine {
  /** Which collection, and within it where. */
  readonly set: string;
  readonly place: string;
  readonly sourcetype: string;
  readonly text: string;
  readonly labels: readonly Label[];
}

/** How a label's value is compared with the event. */
export type Comparison = (event: Event, value: string) => boolean;

/** The values of a field as texts, none when the event does not have it. */
export function valuesOf(event: Event, field: string): string[] {
  const value = event[field];
  return value === undefined || value === null ? [] : [value].flat().map(String);
}

const bare = (text: string): string => text.replace(/^<|>$/g, '').toLowerCase();

/** One of the fields has the value, whatever its case and brackets. */
export const is =
  (...fields: readonly string[]): Comparison =>
  (event, value) =>
    fields.some((field) => valuesOf(event, field).some((one) => bare(one) === bare(value)));

/** One of the fields contains the value. */
export const contains =
  (...fields: readonly string[]): Comparison =>
  (event, value) =>
    fields.some((field) => valuesOf(event, field).some((one) => one.includes(value)));

/** The label's text holds what is in all of the fields, of which there is one at least. */
export const holds =
  (...fields: readonly string[]): Comparison =>
  (event, value) => {
    const found = fields.flatMap((field) => valuesOf(event, field));
    return found.length > 0 && found.every((one) => value.includes(one));
  };

/** The value is another word for not being there. */
export const absent =
  (field: string, word: string, otherwise: Comparison = is(field)): Comparison =>
  (event, value) =>
    value === word ? valuesOf(event, field).length === 0 : otherwise(event, value);

/** A label by a table of comparisons; what the table does not name never agrees. */
export function labelBy(table: Readonly<Record<string, Comparison>>, name: string, value: string): Label {
  return { name, value, agrees: (event) => table[name]?.(event, value) ?? false };
}
