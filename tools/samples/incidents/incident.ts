import type { Draws } from '../random';
import type { World } from '../world';

/** An incident of a kind, once it is decided that one happens. */
export interface Incident {
  /** Hours of the company's day in which it may begin. */
  readonly hours: readonly [first: number, last: number];
  /** About how many hours it goes on. */
  readonly lasts: number;
  /** It is a change of what was usual before, which takes a first day; where there is but one day it happens on that. */
  readonly isChange?: boolean;
  /** Lets it happen from a time on; no line of it may be older. */
  plant(world: World, draws: Draws, start: number): void;
}
