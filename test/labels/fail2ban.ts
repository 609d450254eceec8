import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from '../workbench/ingest/events';
import { type LabelledLine, valuesOf } from './label';

/** Logs of mail servers whose lines the app reads, and as which sourcetype. */
const FILES: Readonly<Record<string, string>> = {
  postfix: 'postfix_syslog',
  dovecot: 'dovecot_syslog',
  exim: 'exim_main',
  'exim-spam': 'exim_reject',
  'sendmail-auth': 'sendmail_syslog',
  'sendmail-reject': 'sendmail_syslog',
  'cyrus-imap': 'postfix_syslog',
  sieve: 'postfix_syslog',
  'courier-auth': 'postfix_syslog',
  'courier-smtp': 'postfix_syslog',
  'uwimap-auth': 'postfix_syslog',
  'solid-pop3d': 'postfix_syslog',
  perdition: 'postfix_syslog',
  qmail: 'postfix_syslog',
};

interface FailJson {
  readonly match: boolean;
  readonly host?: string;
  readonly user?: string;
}

interface Judged {
  readonly line: number;
  readonly text: string;
  readonly json: FailJson;
}

/** An attack to fail2ban: to us a log-in that failed, mail that was refused, or a breach of the protocol. */
function isAttack(event: Event): boolean {
  const [action = ''] = valuesOf(event, 'action');
  return (
    ['failure', 'blocked'].includes(action) || (action === '' && valuesOf(event, 'signature').length > 0)
  );
}

function hasAttacker(event: Event): boolean {
  return isAttack(event) && valuesOf(event, 'src').some((src) => src !== 'unknown');
}

/** A jail that watches one thing alone says by "no match" only that another jail takes the line. */
function isNarrow(modes: string): boolean {
  return modes !== '' && !/\{\}|normal|aggressive/.test(modes);
}

function judgedLines(path: string): Judged[] {
  let modes = '';
  let json: FailJson | undefined;
  const judged: Judged[] = [];
  for (const [at, text] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (text.startsWith('# filterOptions') || text.startsWith('# normal mode')) modes = text;
    const label = /^#\s*failJSON:\s*(\{.*\})/.exec(text)?.[1];
    if (label !== undefined) json = JSON.parse(label) as FailJson;
    else if (json && text !== '' && !text.startsWith('#')) {
      if (json.match || !isNarrow(modes)) judged.push({ line: at + 1, text, json });
      json = undefined;
    }
  }
  return judged;
}

/** A line that one mode lets pass and another one matches is an attack: our fields know no modes. */
function byWidestMode(lines: readonly Judged[]): Judged[] {
  const attacks = new Set(lines.filter(({ json }) => json.match).map(({ text }) => text));
  return lines.filter(({ text, json }) => json.match || !attacks.has(text));
}

function labelsOf({ match, host, user }: FailJson): LabelledLine['labels'] {
  if (!match) return [{ name: 'match', value: 'false', agrees: (event) => !hasAttacker(event) }];
  return [
    { name: 'match', value: 'true', agrees: isAttack },
    ...(host === undefined
      ? []
      : [{ name: 'host', value: host, agrees: (event: Event) => event['src'] === host.toLowerCase() }]),
    ...(user === undefined
      ? []
      : [{ name: 'user', value: user, agrees: (event: Event) => event['user'] === user }]),
  ];
}

/** The lines of fail2ban's test logs of mail servers. */
export function fail2banLines(data: string): LabelledLine[] {
  return Object.entries(FILES).flatMap(([name, sourcetype]) =>
    byWidestMode(judgedLines(join(data, 'fail2ban', 'fail2ban', 'tests', 'files', 'logs', name))).map(
      ({ line, text, json }) => ({
        set: `fail2ban ${name}`,
        place: `${name}:${line}`,
        sourcetype,
        text,
        labels: labelsOf(json),
      }),
    ),
  );
}
