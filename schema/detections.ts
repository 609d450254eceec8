import type { Detection } from './detection';
import { ACCESS } from './detections/access';
import { BEHAVIOUR } from './detections/behaviour';
import { CONTENT } from './detections/content';
import { LEAKS } from './detections/leaks';
import { POSTURE } from './detections/posture';
import { RELAY } from './detections/relay';
import { SPAM } from './detections/spam';
import { SPOOFING } from './detections/spoofing';

/** Every detection of the app, in the order of the docs. */
export const DETECTIONS: readonly Detection[] = [
  ...SPAM,
  ...BEHAVIOUR,
  ...SPOOFING,
  ...ACCESS,
  ...RELAY,
  ...CONTENT,
  ...LEAKS,
  ...POSTURE,
];
