import type { Detection } from '../detection';

/** What leaves the house. */
export const LEAKS: readonly Detection[] = [];
