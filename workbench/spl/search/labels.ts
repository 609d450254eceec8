import type { Comparison } from '../sql/compare';
import { numberIn } from '../sql/value';
import { fits } from '../wildcards';

/** A value that a multivalue field has in those rows for which a condition is true. */
export interface Label {
  readonly label: string;
  /** SQL that is never NULL. */
  condition(): string;
}

/** What fields that are made of conditions, such as `eventtype`, may say to a search that asks for those texts; undefined for every other field. */
export type Labels = (field: string, asked: readonly string[]) => readonly Label[] | undefined;

function equals(label: string, text: string): boolean {
  const [known, number] = [numberIn(label), numberIn(text)];
  if (known !== undefined && known === number) return true;
  return fits(label.toLowerCase(), text.toLowerCase().replace(/\*+/g, '*'));
}

/** Whether a label compares so with the text of a search, as a field with that one value would. */
export function labelCompares(label: string, operator: Comparison, text: string): boolean {
  if (operator === '=') return equals(label, text);
  if (operator === '!=') return !equals(label, text);
  const [left, right] = [numberIn(label), numberIn(text)];
  if (right !== undefined && left === undefined) return false;
  const order = right === undefined ? (label < text ? -1 : label > text ? 1 : 0) : left! - right;
  if (order === 0) return operator.endsWith('=');
  return operator.startsWith(order < 0 ? '<' : '>');
}

/** SQL condition that any of the labels compares so with the text. */
export function anyLabel(labels: readonly Label[], operator: Comparison, text: string): string {
  const conditions = labels
    .filter(({ label }) => labelCompares(label, operator, text))
    .map((label) => label.condition());
  return conditions.length === 0 ? 'FALSE' : `(${[...new Set(conditions)].join(' OR ')})`;
}
