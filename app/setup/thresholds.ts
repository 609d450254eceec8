/** A macro of the app that is meant to be set. */
export interface Threshold {
  readonly macro: string;
  readonly title: string;
  readonly help: string;
  /** As the app comes, in default/macros.conf. */
  readonly shipped: string;
  /** A whole number of these; or a regular expression that the text has to fit. */
  readonly fits:
    | { readonly least: number; readonly most: number }
    | { readonly regex: RegExp; readonly expected: string };
}

/** The thresholds in their order on the page. */
export const THRESHOLDS: readonly Threshold[] = [
  {
    macro: 'smtp_watch_mass_mailing_recipients',
    title: 'Mass mailing: recipients',
    help: 'Different recipients outside within hours, from which a sender may be a mass mailer; bounces, Bcc or the size of one message have to say so too.',
    shipped: '50',
    fits: { least: 5, most: 100_000 },
  },
  {
    macro: 'smtp_watch_harvest_recipients',
    title: 'Recipient harvest: unknown recipients',
    help: 'Recipients that do not exist, tried by one source within a day.',
    shipped: '10',
    fits: { least: 2, most: 100_000 },
  },
  {
    macro: 'smtp_watch_fan_out_servers',
    title: 'Server fan-out: servers',
    help: 'Mail servers of others that a machine inside, no mail server itself, goes to within a day.',
    shipped: '5',
    fits: { least: 2, most: 10_000 },
  },
  {
    macro: 'smtp_watch_bombing_domains',
    title: 'Mailbox buried under mail: new domains',
    help: 'Domains never seen before that write to one person within an hour.',
    shipped: '10',
    fits: { least: 3, most: 10_000 },
  },
  {
    macro: 'smtp_watch_files_kept',
    title: 'Attachments are remembered for',
    help: 'How long back attachments of Zeek’s files.log are joined to messages, as a relative time in quotes. Splunk copies them to its indexers, about 200 bytes each.',
    shipped: '"-90d"',
    fits: { regex: /^"-\d{1,4}[dwy]"$/, expected: 'a relative time in quotes such as "-90d"' },
  },
];

/** Gives what is wrong with a value of a threshold; undefined for one that searches can be run with. */
export function thresholdFault({ fits }: Threshold, value: string): string | undefined {
  if ('regex' in fits) return fits.regex.test(value) ? undefined : `expected ${fits.expected}`;
  const { least, most } = fits;
  const isWhole = /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most;
  return isWhole ? undefined : `expected a whole number from ${least} to ${most}`;
}
