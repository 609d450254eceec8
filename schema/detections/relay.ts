import type { Detection } from '../detection';

/** Who uses servers that are not its own, and who probes them. */
export const RELAY: readonly Detection[] = [];
