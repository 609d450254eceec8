import type { Domain } from '../company/outside';
import type { Network } from './network';

/** How a foreign server took a recipient. */
export interface Fate {
  readonly status: 'sent' | 'deferred' | 'bounced';
  /** The server's reply; its own way of saying that it took the message when absent. */
  readonly reply?: string;
  /** Where it was refused: at the recipient, or after the message. */
  readonly stage?: 'RCPT TO' | 'end of DATA';
}

export const SENT: Fate = { status: 'sent' };

/** What foreign servers say of mail they do not take. */
export const FATES = {
  noSuchUser: {
    status: 'bounced',
    reply: '550 5.1.1 <{to}>: Recipient address rejected: User unknown',
    stage: 'RCPT TO',
  },
  mailboxFull: { status: 'deferred', reply: '452 4.2.2 The recipient mailbox is full', stage: 'RCPT TO' },
  busy: { status: 'deferred', reply: '451 4.3.2 Please try again later', stage: 'RCPT TO' },
  greylisted: {
    status: 'deferred',
    reply: '450 4.7.1 <{to}>: Recipient address rejected: Greylisted for 5 minutes',
    stage: 'RCPT TO',
  },
  listed: {
    status: 'bounced',
    reply:
      '550 5.7.1 Service unavailable; client [{ip}] blocked using zen.dnsbl.example; see https://www.dnsbl.example/query/ip/{ip}',
    stage: 'end of DATA',
  },
  listedAtRecipient: {
    status: 'bounced',
    reply: '554 5.7.1 Service unavailable; Client host [{ip}] blocked using bl.spamcop.example',
    stage: 'RCPT TO',
  },
  dmarc: {
    status: 'bounced',
    reply:
      "550 5.7.26 Unauthenticated email from {domain} is not accepted due to domain's DMARC policy. Please contact the administrator of {domain}",
    stage: 'end of DATA',
  },
  dmarcBulk: {
    status: 'bounced',
    reply:
      '550 5.7.515 Access denied, sending domain {domain} does not meet the required authentication level',
    stage: 'end of DATA',
  },
  spam: {
    status: 'bounced',
    reply: '550 5.7.1 Message rejected as spam by content filter',
    stage: 'end of DATA',
  },
} as const satisfies Readonly<Record<string, Fate>>;

/** What a server's software says when it has taken a message. */
export function takenReply({ draws, ids }: Network, { software, server }: Domain, time: number): string {
  if (software === 'postfix') return `250 2.0.0 Ok: queued as ${ids.queue(time, 'long')}`;
  if (software === 'exim') return `250 OK id=1${ids.text(5)}-${ids.text(6)}-${ids.text(2)}`;
  if (software === 'cloud')
    return `250 2.0.0 OK ${Math.floor(time / 1_000_000)} ${ids.hex(16)}.${draws.between(10, 900)} - gsmtp`;
  const id = `${ids.uuid()}@${server.name}`;
  const internal = `${draws.between(10_000, 99_999)}${draws.between(100_000, 999_999)}`;
  return `250 2.6.0 <${id}> [InternalId=${internal}, Hostname=${server.name}] Queued mail for delivery`;
}

/** The enhanced status code of a reply, or one that fits its first digit. */
export function dsnOf(reply: string): string {
  return /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})/.exec(reply)?.[1] ?? `${reply[0]}.0.0`;
}
