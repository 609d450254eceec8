import { isTrue } from '../conf/commands';
import type { Stanza, Stanzas } from '../conf/parse';
import { type Unit, unitOf } from '../spl/time/relative';

/** When an alert is triggered and what becomes of it (savedsearches.conf.spec). */
export interface AlertRule {
  /** `always`, `custom`, or what is counted: `number of events`, `number of hosts`, `number of sources`. */
  readonly counted: string;
  readonly relation: string;
  /** A number, or `10%` for `drops by` and `rises by`. */
  readonly quantity: string;
  /** The search over the results that has to find something, for `custom`. */
  readonly condition: string;
  /** From 1, debug, to 6, fatal. */
  readonly severity: number;
  readonly expiresSeconds: number;
  /** 0 when nothing is suppressed. */
  readonly suppressSeconds: number;
  readonly suppressFields: readonly string[];
  readonly suppressGroup: string;
  /** One alert for all results, and not one for each. */
  readonly isDigest: boolean;
  readonly isTracked: boolean;
  /** The enabled actions by name; none of them is carried out. */
  readonly actions: readonly string[];
}

const UNIT_SECONDS: Partial<Record<Unit, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

/** The actions that Splunk tracks when alert_actions.conf does not say. */
const TRACKED_ACTIONS: readonly string[] = ['email', 'script', 'rss', 'webhook'];

const DAY_SECONDS = 86_400;
const WARNING = 3;

/** The seconds of a time such as `60`, `60s`, `5m` or `24h`; undefined for any other text. */
export function parseDuration(text: string): number | undefined {
  const [, count = '', name = ''] = /^\s*(\d+)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const unit = name === '' ? 'second' : unitOf(name.toLowerCase());
  const seconds = unit && UNIT_SECONDS[unit];
  return count === '' || seconds === undefined ? undefined : Number(count) * seconds;
}

function isActionTracked(name: string, actions: Stanzas): boolean {
  const setting = actions.get(name)?.settings.get('track_alert')?.value;
  return setting === undefined ? TRACKED_ACTIONS.includes(name) : isTrue(setting);
}

/** The rule of a saved search; `actions` are the stanzas of alert_actions.conf. */
export function readAlertRule(stanza: Stanza, alertActions: Stanzas): AlertRule {
  const text = (key: string): string => stanza.settings.get(key)?.value.trim() ?? '';
  const condition = text('alert_condition');
  const counted = text('counttype').toLowerCase() || (condition === '' ? 'always' : 'custom');
  const actions = [...stanza.settings].flatMap(([key, { value }]) => {
    const name = /^action\.([^.]+)$/.exec(key)?.[1];
    return name !== undefined && isTrue(value) ? [name] : [];
  });
  const track = text('alert.track').toLowerCase() || 'auto';
  const isTracked =
    track === 'auto'
      ? counted !== 'always' && actions.some((name) => isActionTracked(name, alertActions))
      : isTrue(track);
  const isSuppressed = isTrue(text('alert.suppress'));
  return {
    counted,
    relation: text('relation').toLowerCase(),
    quantity: text('quantity'),
    condition,
    severity: Number(/^[1-6]$/.exec(text('alert.severity'))?.[0] ?? WARNING),
    expiresSeconds: parseDuration(text('alert.expires')) ?? DAY_SECONDS,
    suppressSeconds: isSuppressed ? (parseDuration(text('alert.suppress.period')) ?? 0) : 0,
    suppressFields: text('alert.suppress.fields')
      .split(',')
      .flatMap((name) => name.trim() || []),
    suppressGroup: text('alert.suppress.group_name'),
    isDigest: text('alert.digest_mode') === '' || isTrue(text('alert.digest_mode')),
    isTracked,
    actions,
  };
}

/** How far a count has gone down; the percent sign makes the quantity a share of the count before. */
function isChangedBy(change: number, before: number, quantity: string): boolean {
  const isShare = quantity.endsWith('%');
  const least = Number.parseFloat(quantity) * (isShare ? before / 100 : 1);
  return change > 0 && change >= least;
}

const COMPARISONS: Readonly<Record<string, (count: number, quantity: number) => boolean>> = {
  'greater than': (count, quantity) => count > quantity,
  'less than': (count, quantity) => count < quantity,
  'equal to': (count, quantity) => count === quantity,
  'not equal to': (count, quantity) => count !== quantity,
};

/**
 * Whether a count triggers the alert: what it is compared with is the quantity, and for `drops by` and `rises by` also
 * the count of the run before, without which they are not triggered. A relation that is none is never triggered.
 */
export function isTriggered(
  { relation, quantity }: Pick<AlertRule, 'relation' | 'quantity'>,
  count: number,
  before: number | undefined,
): boolean {
  if (relation === 'drops by') return before !== undefined && isChangedBy(before - count, before, quantity);
  if (relation === 'rises by') return before !== undefined && isChangedBy(count - before, before, quantity);
  const compare = Object.hasOwn(COMPARISONS, relation) ? COMPARISONS[relation] : undefined;
  return compare !== undefined && quantity !== '' && compare(count, Number(quantity));
}
