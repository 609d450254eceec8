import type { Detection } from '../detection';

/** What weakens the own mail. */
export const POSTURE: readonly Detection[] = [];
