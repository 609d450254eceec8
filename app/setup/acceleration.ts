import type { RestEntry } from '../rest/entries';

/** How the data model of the app is accelerated. */
export interface Acceleration {
  readonly isOn: boolean;
  /** How far back, as a relative time. */
  readonly earliest: string;
}

/** As default/datamodels.conf has it. */
const SHIPPED_EARLIEST = '-3mon';

/** Gives the acceleration that splunkd tells of a data model, as JSON in `acceleration`; off where it tells none. */
export function accelerationOf(entry: RestEntry | undefined): Acceleration {
  const written = entry?.content['acceleration'];
  try {
    const { enabled, earliest_time: earliest } = JSON.parse(String(written ?? '{}'));
    return { isOn: enabled === true || enabled === 1, earliest: String(earliest || SHIPPED_EARLIEST) };
  } catch {
    return { isOn: false, earliest: SHIPPED_EARLIEST };
  }
}

/** Gives what splunkd is to be sent to turn acceleration on or off (REST reference, datamodel/model/<name>). */
export function accelerationSetting({ isOn, earliest }: Acceleration): { readonly acceleration: string } {
  return { acceleration: JSON.stringify({ enabled: isOn, earliest_time: earliest }) };
}
