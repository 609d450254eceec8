import type { RestEntry } from '../rest/entries';
import { APP_ID } from '../shell/app-id';

const PREFIX = 'SMTP - ';
const ASSEMBLY = 'SMTP Watch - Assemble messages';

/** A scheduled alert of the app. */
export interface AlertEntry {
  readonly name: string;
  /** Its name without what all alerts of the app begin with. */
  readonly title: string;
  /** The name of its detection, which findings and allowlist use. */
  readonly detection: string;
  readonly description: string;
  /** The first sentence of it: what the alert finds. */
  readonly finds: string;
  readonly schedule: string;
  /** When it runs next, as the server writes it; empty when it does not. */
  readonly next: string;
  readonly isOn: boolean;
  readonly mayChange: boolean;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
// REST gives numbers and booleans of conf files as the one or the other, by endpoint and version.
const isTrue = (value: unknown): boolean => ['1', 'true', 't', 'yes'].includes(String(value).toLowerCase());

const isScheduled = ({ content }: RestEntry): boolean =>
  !isTrue(content['disabled']) && isTrue(content['is_scheduled'] ?? content['enableSched']);

/** Gives the alerts among the saved searches that the app sees, by title. */
export function alertsOf(entries: readonly RestEntry[]): readonly AlertEntry[] {
  return entries
    .filter(({ name, acl }) => name.startsWith(PREFIX) && (acl?.app ?? APP_ID) === APP_ID)
    .map((entry) => ({
      name: entry.name,
      title: entry.name.slice(PREFIX.length),
      detection: /\bdetection="([a-z-]+)"/.exec(text(entry.content['search']))?.[1] ?? '',
      description: text(entry.content['description']),
      finds: text(entry.content['description']).split(/(?<=\.) /)[0] ?? '',
      schedule: text(entry.content['cron_schedule']),
      next: text(entry.content['next_scheduled_time']),
      isOn: isScheduled(entry),
      mayChange: entry.acl?.can_write !== false,
    }))
    .toSorted((left, right) => left.title.localeCompare(right.title));
}

/** Whether the scheduled search that puts lines of mail servers together is on. */
export function isAssembling(entries: readonly RestEntry[]): boolean {
  return entries.some((entry) => entry.name === ASSEMBLY && isScheduled(entry));
}
