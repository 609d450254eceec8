import { type Row, textOf } from '../search/rows';

export interface Order {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}

// Case is ignored and numbers in texts count as numbers, as people sort.
const { compare } = new Intl.Collator('en-US', { numeric: true, sensitivity: 'base' });

function compareTexts(left: string, right: string): number {
  const [one, other] = [Number(left), Number(right)];
  return Number.isNaN(one) || Number.isNaN(other) ? compare(left, right) : one - other;
}

/** Gives the rows sorted by a field, those without a value last; in the order they came when there is none. */
export function sortRows(rows: readonly Row[], order: Order | undefined): readonly Row[] {
  if (order === undefined) return rows;
  const { field, direction } = order;
  const sign = direction === 'asc' ? 1 : -1;
  return rows.toSorted((left, right) => {
    const [one, other] = [textOf(left, field), textOf(right, field)];
    if (one === '' || other === '') return Number(one === '') - Number(other === '');
    return sign * compareTexts(one, other);
  });
}
