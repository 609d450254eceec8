import type { Detection } from '../../schema/detection';
import { DETECTIONS } from '../../schema/detections';

const BY_NAME: ReadonlyMap<string, Detection> = new Map(DETECTIONS.map((each) => [each.name, each]));

/** Gives what people are to know of a detection; undefined when this version of the app has none of that name. */
export function knownDetection(name: string): Detection | undefined {
  return BY_NAME.get(name);
}

/** Gives name and title of every detection, by title. */
export function detectionTitles(): readonly (readonly [name: string, title: string])[] {
  return DETECTIONS.map(({ name, title }) => [name, title] as const).toSorted(([, one], [, other]) =>
    one.localeCompare(other),
  );
}

/** Gives the title of a detection, or its name when this version of the app does not have it. */
export function detectionTitle(name: string): string {
  return BY_NAME.get(name)?.title ?? name;
}
