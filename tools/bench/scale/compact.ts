import { type Event, NEWEST, SPAN_SECONDS, seeded, senderShares } from '../mail-stream';

/** A table of counts as `tstats count … by _time span=…, src` gives it. */
export interface CompactShape {
  readonly events: number;
  readonly spanSeconds: number;
  readonly days: number;
}

/** How many rows that table has: of each bucket and source those in which there is an event at all, on average. */
export function compactRows({ events, spanSeconds, days }: CompactShape): number {
  const buckets = (days * SPAN_SECONDS) / spanSeconds;
  const shares = senderShares();
  return Math.round(
    shares.reduce((rows, share) => rows + buckets * (1 - Math.exp((-share * events) / buckets)), 0),
  );
}

/** Gives the rows of the table one after the other, the newest bucket first; undefined when there are no more. */
export function compactEvents({ events, spanSeconds, days }: CompactShape): () => Event | undefined {
  const random = seeded(20120318);
  const buckets = Math.floor((days * SPAN_SECONDS) / spanSeconds);
  const means = senderShares().map((share) => (share * events) / buckets);
  const newest = Math.floor(NEWEST / spanSeconds) * spanSeconds;
  let bucket = 0;
  let sender = -1;
  return () => {
    for (;;) {
      if (++sender === means.length) [sender, bucket] = [0, bucket + 1];
      if (bucket === buckets) return undefined;
      const count = poisson(means[sender]!, random);
      if (count === 0) continue;
      const src = `2001:db8::${sender.toString(16)}`;
      return { _time: String(newest - bucket * spanSeconds), src, count: String(count) };
    }
  };
}

/** A count whose average is the mean: exact where it is small, else of the normal distribution that comes near it. */
function poisson(mean: number, random: () => number): number {
  if (mean > 30) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  let count = -1;
  for (let product = 1; product > Math.exp(-mean); product *= random()) count++;
  return count;
}
