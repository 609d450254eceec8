import type { Detection } from '../../schema/detection';
import { DETECTIONS } from '../../schema/detections';

const BY_NAME: ReadonlyMap<string, Detection> = new Map(DETECTIONS.map((each) => [each.name, each]));

/** Gives what people are to know of a detection; undefined when this version of the app has none of that name. */
export function knownDetection(name: string): Detection | undefined {
  return BY_NAME.get(name);
}

/** Gives the title of a detection, or its name when this version of the app does not have it. */
export function detectionTitle(name: string): string {
  return BY_NAME.get(name)?.title ?? name;
}
