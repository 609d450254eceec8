import type { Detection } from '../detection';

/** What leaves the usual. */
export const BEHAVIOUR: readonly Detection[] = [];
