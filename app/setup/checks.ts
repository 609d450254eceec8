import type { Row } from '../search/rows';
import { numberOf, textOf } from '../search/rows';
import type { SearchState } from '../search/search-board';
import type { SectionName } from './sections';
import type { Source } from './use-log';
import type { Owned } from './use-owned';

/** How a part of the installation stands: `missing` keeps something from working, `weak` makes it work less well. */
type Standing = 'good' | 'weak' | 'missing';

export interface Check {
  readonly standing: Standing;
  readonly title: string;
  /** What it means, and what to do where it is not good. */
  readonly told: string;
  /** Where on the page it is put right. */
  readonly leads?: { readonly section: SectionName; readonly list?: string };
}

/** What the check looks at. */
export interface Facts {
  readonly sources: readonly Source[];
  readonly shown: readonly Row[];
  readonly owned: Owned;
  readonly commands: SearchState;
  readonly alerts: { readonly all: number; readonly on: number };
  /** Whether the scheduled search that puts the lines of mail servers together is on. */
  readonly isAssembling: boolean;
  /** Whether lists may be changed by who looks; undefined where the server does not say. */
  readonly mayWrite: boolean | undefined;
  /** Epoch seconds. */
  readonly now: number;
}

const HOUR = 3_600;
const DAY = 86_400;
const LINES = ['postfix_syslog', 'sendmail_syslog', 'dovecot_syslog', 'exim_main', 'exim_reject'];
/** Share of hidden sessions from which content goes mostly unseen. */
const MOSTLY_HIDDEN = 50;

/** Gives the share of sessions of sensors that hide their mail behind STARTTLS, in percent; NaN without any session. */
export function hiddenShare(shown: readonly Row[]): number {
  const sum = (field: string): number =>
    shown
      .filter((row) => textOf(row, 'sourcetype') !== 'smtp:message')
      .reduce((total, row) => total + (numberOf(row, field) || 0), 0);
  return (100 * sum('encrypted')) / sum('sessions');
}

function checkMail({ sources }: Facts): Check {
  const events = sources.reduce((sum, { events: count }) => sum + count, 0);
  if (events > 0)
    return {
      standing: 'good',
      title: 'There is mail log',
      told: `${events.toLocaleString('en-US')} events of ${sources.length} sourcetypes.`,
      leads: { section: 'sources' },
    };
  return {
    standing: 'missing',
    title: 'There is no mail log',
    told: 'Point an input at the log of a sensor or mail server with its sourcetype (zeek:smtp, postfix_syslog and so on, see the README), or upload one with Settings → Add Data. Then see that your role may search its index.',
  };
}

function checkAge({ sources, now }: Facts): Check[] {
  if (sources.length === 0) return [];
  const age = now - Math.max(...sources.map(({ last }) => last));
  if (age < HOUR)
    return [{ standing: 'good', title: 'Events are fresh', told: 'The newest is less than an hour old.' }];
  const hours = Math.floor(age / HOUR);
  if (age < DAY)
    return [
      {
        standing: 'weak',
        title: `No event for ${hours === 1 ? 'an hour' : `${hours} hours`}`,
        told: 'Alerts look at the last minutes and hours: see that the inputs and forwarders run.',
        leads: { section: 'sources' },
      },
    ];
  return [
    {
      standing: 'weak',
      title: 'There are old events only',
      told: `The newest is ${Math.floor(age / DAY)} days old. Pages show it all; scheduled alerts look at the last hours and days and find nothing in it. Run them over all time once: Settings → Searches, reports, and alerts → Run.`,
      leads: { section: 'sources' },
    },
  ];
}

function checkAssembly({ sources, isAssembling }: Facts): Check[] {
  const lines = sources.filter(({ name }) => LINES.includes(name));
  if (lines.length === 0) return [];
  const title = 'Lines of mail servers become messages';
  if (!isAssembling)
    return [
      {
        standing: 'missing',
        title: 'Lines of mail servers do not become messages',
        told: 'The scheduled search SMTP Watch - Assemble messages is off: turn it on under Settings → Searches, reports, and alerts.',
      },
    ];
  if (sources.some(({ name }) => name === 'smtp:message'))
    return [{ standing: 'good', title, told: 'There are whole messages (smtp:message) of them.' }];
  return [
    {
      standing: 'missing',
      title: 'Lines of mail servers have not become messages yet',
      told: 'Run the scheduled search SMTP Watch - Assemble messages over all time once, and see that your role may search the index smtp_watch.',
    },
  ];
}

function checkCommands({ commands }: Facts): Check {
  if (commands.status === 'done' && commands.rows.rows.length > 0)
    return { standing: 'good', title: 'Search commands run', told: 'Node.js was found on the search head.' };
  const reason = commands.status === 'failed' ? commands.message : 'The command gave no row.';
  return {
    standing: 'missing',
    title: 'Search commands do not run',
    told: `${reason} Put Node.js 20 or newer on the search head, or name it in local/smtp_watch.conf: node = <path> under [runtime].`,
  };
}

interface ListCheck {
  readonly collection: string;
  readonly standing: Standing;
  readonly none: string;
  readonly told: string;
  readonly some: string;
}

const LIST_CHECKS: readonly ListCheck[] = [
  {
    collection: 'smtp_watch_own_domains',
    standing: 'missing',
    none: 'No own domain is named',
    told: 'Inside and outside cannot be told apart: a third of the detections finds nothing. Name your mail domains.',
    some: 'Own domains are named',
  },
  {
    collection: 'smtp_watch_own_networks',
    standing: 'weak',
    none: 'No public network is named',
    told: 'Private addresses alone count as inside. Name public networks and servers of your own, if there are any.',
    some: 'Own networks are named',
  },
  {
    collection: 'smtp_watch_vips',
    standing: 'weak',
    none: 'Nobody is guarded',
    told: 'Display name fraud finds nothing until the people are named whom attackers like to play.',
    some: 'People are guarded',
  },
  {
    collection: 'smtp_watch_partners',
    standing: 'weak',
    none: 'No partner is named',
    told: 'Look-alikes of partners are not found, and mail to them may be taken for a leak.',
    some: 'Partners are named',
  },
];

const entries = (count: number): string => (count === 1 ? '1 entry counts.' : `${count} entries count.`);

function checkLists({ owned }: Facts): Check[] {
  return LIST_CHECKS.map(({ collection, standing, none, told, some }) => {
    const count = owned[collection] ?? 0;
    const leads = { section: 'lists', list: collection } as const;
    return count > 0
      ? { standing: 'good', title: some, told: entries(count), leads }
      : { standing, title: none, told, leads };
  });
}

function checkWriting({ mayWrite }: Facts): Check[] {
  if (mayWrite !== false) return [];
  return [
    {
      standing: 'weak',
      title: 'Your role may not change the lists',
      told: 'An administrator can give you the role smtp_watch_analyst.',
    },
  ];
}

function checkAlerts({ alerts: { all, on } }: Facts): Check {
  const leads = { section: 'alerts' } as const;
  const told = `${on} of ${all} alerts run by their schedules.`;
  if (on === all) return { standing: 'good', title: 'All alerts are on', told, leads };
  return {
    standing: on === 0 ? 'missing' : 'weak',
    title: on === 0 ? 'No alert is on' : 'Some alerts are off',
    told,
    leads,
  };
}

function checkHidden({ shown }: Facts): Check[] {
  const share = hiddenShare(shown);
  if (!(share >= MOSTLY_HIDDEN)) return [];
  return [
    {
      standing: 'weak',
      title: 'Most sessions are hidden by STARTTLS',
      told: `${share.toFixed(0)} % of what the sensor saw is encrypted: sender, recipients and headers are not in its log. Add the log of the mail server.`,
      leads: { section: 'coverage' },
    },
  ];
}

const WEIGHTS: Readonly<Record<Standing, number>> = { missing: 0, weak: 1, good: 2 };

/** Gives how each part of the installation stands, what is missing first. */
export function checksOf(facts: Facts): readonly Check[] {
  const checks = [
    checkMail(facts),
    ...checkAge(facts),
    ...checkAssembly(facts),
    checkCommands(facts),
    ...checkLists(facts),
    ...checkWriting(facts),
    checkAlerts(facts),
    ...checkHidden(facts),
  ];
  return checks.toSorted((left, right) => WEIGHTS[left.standing] - WEIGHTS[right.standing]);
}
