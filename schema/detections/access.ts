import type { Detection } from '../detection';

/** Who tries passwords, and whose account is stolen. */
export const ACCESS: readonly Detection[] = [];
