import { type ChunkShape, evenChunks } from '../conversation-file';

/** Types of search commands on the wire that get other chunks. */
export type WireType = 'reporting' | 'events' | 'stateful';

/** limits.conf [search] max_results_perchunk; chunk_multiplier 5 makes them larger the longer a search runs. */
const FIRST_CHUNK = 2500;
const CHUNK_MULTIPLIER = 5;
/** The largest chunk of many that a recording holds. */
const LARGEST_CHUNK = 50_000;
/** Every so many chunks one without rows, as splunkd sends them in between. */
const EMPTY_EVERY = 20;

/**
 * The requests to execute that splunkd makes of so many rows: all of them in the last one for commands that need the whole,
 * else ever larger ones with empty ones between, and an empty last one.
 */
export function splunkdChunks(type: WireType, rows: number): ChunkShape[] {
  if (type !== 'stateful') return [{ rows, isLast: true }];
  const chunks: ChunkShape[] = [];
  let size = FIRST_CHUNK;
  let left = rows;
  for (; left > 0 && size < LARGEST_CHUNK; size = Math.min(size * CHUNK_MULTIPLIER, LARGEST_CHUNK)) {
    chunks.push({ rows: Math.min(size, left), isLast: false }, { rows: 0, isLast: false });
    left -= Math.min(size, left);
  }
  const even = evenChunks(left, LARGEST_CHUNK);
  return [
    ...chunks,
    ...even.flatMap((chunk, index) => (index % EMPTY_EVERY === 1 ? [EMPTY, chunk] : [chunk])),
  ];
}

const EMPTY: ChunkShape = { rows: 0, isLast: false };
