import { dropResult, readRows, runSearch } from '../../../workbench/jobs/run-search';
import type { Workbench } from '../../../workbench/jobs/workbench';
import { isIncident, type PlantedCase } from './judge';

/**
 * Messages of which a mail server logged results of authentication, with the headers that a sensor saw of them, judged
 * by the app's own macro: first with the results, then without them.
 */
const SEARCH = `search (\`smtp_watch_events\`) OR (\`smtp_watch_submissions\`)
| eval queue_id=if(sourcetype="smtp:message", internal_message_id, null())
| sort 0 _time
| stats ${[
  ...['src', 'helo', 'mailfrom', 'src_user', 'from', 'reply_to', 'user_agent', 'msg_id', 'queue_id'],
  ...['dmarc', 'spf', 'dkim_failed'],
]
  .map((field) => `first(${field}) AS ${field}`)
  .join(' ')} by message_id
| where isnotnull(coalesce(dmarc, spf, dkim_failed))
| eval is_read=if(isnotnull(from), 1, 0)
| \`smtp_watch_judge_senders\`
| rename spoof_verdict AS verdict_with
| fields - dmarc spf dkim_failed
| \`smtp_watch_judge_senders\`
| table message_id queue_id is_read verdict_with spoof_verdict`;

const KINDS = [
  'own_domain_spoof',
  'lookalike_phish',
  'display_name_fraud',
  'reply_to_fraud',
  'forged_thread',
  'forged_header',
] as const;
const INNOCENT = 'no incident';

/** What smtpspoof said of a message whose authentication a mail server logged. */
export interface JudgedMessage {
  readonly messageId: string;
  readonly queueId: string;
  /** A sensor saw its headers. */
  readonly isRead: boolean;
  readonly isSpoofed: boolean;
  readonly isSpoofedWithResults: boolean;
}

/** Messages of one kind of which results of authentication are known, and those of them that smtpspoof called spoofed. */
export interface AuthenticationRate {
  readonly of: number;
  readonly read: number;
  readonly without: number;
  readonly withResults: number;
}

/** Judges every message of a company whose authentication a mail server logged, as it is at the time given. */
export async function judgedMessages(workbench: Workbench, now: number): Promise<JudgedMessage[]> {
  const result = await runSearch(workbench, { spl: SEARCH, now });
  const { rows } = await readRows(workbench, result, { offset: 0, count: result.rows });
  await dropResult(workbench, result);
  return rows.map(([messageId, queueId, isRead, verdictWith, verdict]) => ({
    messageId: String(messageId).replace(/^<|>$/g, ''),
    queueId: String(queueId),
    isRead: isRead === '1',
    isSpoofed: verdict === 'spoofed',
    isSpoofedWithResults: verdictWith === 'spoofed',
  }));
}

/** What the truth says of each message of an incident, by its Message-ID and queue id. */
function kindsOf(cases: readonly PlantedCase[]): Map<string, string> {
  const incidents = cases.filter(isIncident);
  return new Map(
    incidents.flatMap(({ kind, message_ids, queue_ids }) =>
      [...message_ids, ...queue_ids].map((id) => [id, kind] as const),
    ),
  );
}

/** The rates of each kind of forged mail, and of mail that belongs to no incident, in all companies together. */
export function authenticationRates(
  companies: readonly { readonly cases: readonly PlantedCase[]; readonly judged: readonly JudgedMessage[] }[],
): Readonly<Record<string, AuthenticationRate>> {
  const byKind = new Map<string, JudgedMessage[]>([...KINDS, INNOCENT].map((kind) => [kind, []]));
  for (const { cases, judged } of companies) {
    const kinds = kindsOf(cases);
    for (const message of judged)
      byKind.get(kinds.get(message.messageId) ?? kinds.get(message.queueId) ?? INNOCENT)?.push(message);
  }
  return Object.fromEntries([...byKind].map(([kind, messages]) => [kind, rateOf(messages)]));
}

function rateOf(messages: readonly JudgedMessage[]): AuthenticationRate {
  return {
    of: messages.length,
    read: messages.filter(({ isRead }) => isRead).length,
    without: messages.filter(({ isSpoofed }) => isSpoofed).length,
    withResults: messages.filter(({ isSpoofedWithResults }) => isSpoofedWithResults).length,
  };
}

/** Prints the rates as a table. */
export function printAuthentication(rates: Readonly<Record<string, AuthenticationRate>>): void {
  const heads = ['messages', 'headers seen', 'spoofed', 'with results'].map((head) => head.padStart(14));
  console.log(`\n  ${'smtpspoof, authentication'.padEnd(30)}${heads.join('')}`);
  for (const [kind, { of, read, without, withResults }] of Object.entries(rates)) {
    const figures = [of, read, without, withResults].map((figure) => String(figure).padStart(14));
    console.log(`  ${kind.padEnd(30)}${figures.join('')}`);
  }
}
