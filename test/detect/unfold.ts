import type { Row } from './batches';

/** A row with `"×": n` stands for n rows `every` so many seconds; `#` in its texts is the number of the row. */
export function unfold({ '×': times = 1, every = 1, ...rest }: Row): Row[] {
  return Array.from({ length: Number(times) }, (_, index) => {
    const fill = (value: Row[string]): Row[string] => {
      if (typeof value === 'string') return value.replaceAll('#', String(index));
      return Array.isArray(value) ? value.map((one: string) => one.replaceAll('#', String(index))) : value;
    };
    return {
      ...Object.fromEntries(Object.entries(rest).map(([field, value]) => [field, fill(value)])),
      _time: Number(rest['_time']) + index * Number(every),
    };
  });
}

/** The rows in another order, by the noise that is drawn, in chunks of at most that size. */
export function shuffledChunks(rows: readonly Row[], size: number, noise: Iterator<number>): Row[][] {
  const shuffled = rows
    .map((row) => ({ row, at: noise.next().value as number }))
    .sort((left, right) => left.at - right.at)
    .map(({ row }) => row);
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    shuffled.slice(index * size, (index + 1) * size),
  );
}
