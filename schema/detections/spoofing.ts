import type { Detection } from '../detection';

/** Who is not who it claims to be. */
export const SPOOFING: readonly Detection[] = [];
