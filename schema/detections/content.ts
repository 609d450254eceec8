import type { Detection } from '../detection';

/** What mail carries. */
export const CONTENT: readonly Detection[] = [];
