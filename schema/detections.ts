import type { Detection } from './detection';
import { SPAM } from './detections/spam';

/** Every detection of the app, in the order of the docs. */
export const DETECTIONS: readonly Detection[] = [...SPAM];
