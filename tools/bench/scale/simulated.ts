import type { Event } from '../mail-stream';
import { compactEvents } from './compact';
import { accountEvents, logInEvents, mailEvents } from './events';

/** A call of a search command, and what it is fed with. */
export interface Simulated {
  readonly command: string;
  readonly rawArgs: readonly string[];
  readonly events: (count: number) => () => Event | undefined;
  /** What the search behind the command still needs, which splunkd sends to commands of the type events as well. */
  readonly keeps?: readonly string[];
}

/** The mail is that of strangers to the people of example.org. */
const OWN = ['own_domains="example.org"', 'own_networks="2001:db8:1::/64"'];

/** Every search command on raw rows, as the app's own searches call it. */
export const ON_RAW_ROWS: readonly Simulated[] = [
  { command: 'smtpspamrate', rawArgs: ['window=5m', 'by', 'src'], events: mailEvents },
  { command: 'smtpspoof', rawArgs: OWN, events: mailEvents },
  { command: 'smtpbaseline', rawArgs: ['span=1h', 'by', 'src'], events: mailEvents },
  { command: 'smtplogin', rawArgs: ['window=5m', 'by', 'src'], events: logInEvents },
  { command: 'smtpattachment', rawArgs: [], events: mailEvents },
  { command: 'smtpcampaign', rawArgs: [], events: mailEvents, keeps: ['_time', 'action'] },
  { command: 'smtprelay', rawArgs: OWN, events: mailEvents },
  { command: 'smtpaccount', rawArgs: ['by', 'user'], events: accountEvents },
  { command: 'smtpratelimit', rawArgs: ['rate=60', 'per=1m', 'by', 'src'], events: mailEvents },
];

/** Days and bucket that the alert `Host sends more than ever` looks at. */
export const COMPACT = { days: 8, spanSeconds: 3600 };

/** The command that adds up counts; every other takes a row for one message or log-in. */
export const ON_COMPACT_ROWS: readonly Simulated[] = [
  {
    command: 'smtpbaseline',
    rawArgs: ['span=1h', 'field=count', 'by', 'src'],
    events: (events) => compactEvents({ events, ...COMPACT }),
  },
];
