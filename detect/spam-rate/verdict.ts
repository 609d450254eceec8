/** What is known of one source once all its messages are counted; times are whole microseconds. */
export interface SourceProfile {
  readonly messages: number;
  /** Messages that show an envelope sender or a recipient; the others are hidden by TLS or never got so far. */
  readonly openMessages: number;
  readonly recipients: number;
  readonly distinctRecipients: number;
  readonly distinctSenders: number;
  readonly distinctSenderDomains: number;
  readonly distinctHelos: number;
  readonly messagesWithHelo: number;
  readonly distinctServers: number;
  readonly failed: number;
  readonly peakMessages: number;
  readonly peakRecipients: number;
  readonly scannerMessages: number;
  readonly injections: number;
  readonly acceptedInjections: number;
}

export type SpamVerdict =
  | 'normal'
  | 'bulk'
  | 'relay'
  | 'scanner'
  | 'suspected_spam'
  | 'spambot'
  | 'insufficient_data';

export interface SpamJudgement {
  readonly score: number;
  readonly verdict: SpamVerdict;
  readonly reasons: readonly string[];
}

interface Reason {
  readonly code: string;
  readonly points: (source: SourceProfile, limit: number) => number;
  readonly sentence: (source: SourceProfile, limit: number) => string;
}

const ENOUGH_MESSAGES = 5;
const SUSPECTED_SCORE = 30;
const SPAMBOT_SCORE = 60;
/** A source that gives a new HELO name in every third message changes its identity; an office behind one address does not. */
const CHURN_SHARE = 0.3;
const SENDER_CHURN_SHARE = 0.5;
const FAILURE_SHARE = 0.2;
const BURST_RECIPIENTS = 100;
const MANY_RECIPIENTS_A_MESSAGE = 10;
const SWEPT_SERVERS = 5;

/**
 * The signs in the order they are shown. Volume weighs little by itself: a real bot sends slower than a real relay, and
 * what tells them apart is the change of identity from message to message.
 */
const REASONS: readonly Reason[] = [
  {
    code: 'injection_accepted',
    points: (source) => (source.acceptedInjections > 0 ? 60 : 0),
    sentence: (source) => `${count(source.acceptedInjections, 'envelope')} with shell characters accepted`,
  },
  {
    code: 'injection',
    points: (source) => (source.injections > 0 ? 30 : 0),
    sentence: (source) => `${count(source.injections, 'envelope')} with shell characters`,
  },
  {
    code: 'scanner_identity',
    points: (source) => (source.scannerMessages > 0 ? 5 : 0),
    sentence: (source) =>
      `${source.scannerMessages} of ${count(source.messages, 'message')} named a vulnerability scanner`,
  },
  {
    code: 'host_sweep',
    points: (source) => (isScanner(source) && source.distinctServers >= SWEPT_SERVERS ? 10 : 0),
    sentence: (source) => `${source.distinctServers} servers tried`,
  },
  {
    code: 'over_limit',
    points: (source, limit) => (source.peakMessages > limit ? 40 : 0),
    sentence: (source, limit) => `${source.peakMessages} messages in one window, limit ${limit}`,
  },
  {
    code: 'helo_churn',
    points: (source) => (hasHeloChurn(source) ? 35 * grade(source.distinctHelos, 10) : 0),
    sentence: (source) =>
      `${source.distinctHelos} HELO names in ${count(source.messagesWithHelo, 'message')}`,
  },
  {
    code: 'sender_churn',
    points: (source) => (hasSenderChurn(source) ? 25 * grade(source.distinctSenderDomains, 5) : 0),
    sentence: (source) =>
      `${source.distinctSenders} senders of ${count(source.distinctSenderDomains, 'domain')} in ${count(source.openMessages, 'message')}`,
  },
  {
    code: 'failures',
    points: (source) => (hasFailures(source) ? 15 + 15 * grade(source.failed / source.messages, 0.6) : 0),
    sentence: (source) => `${source.failed} of ${count(source.messages, 'message')} refused`,
  },
  {
    code: 'recipient_burst',
    points: (source) => (source.peakRecipients >= BURST_RECIPIENTS ? 10 : 0),
    sentence: (source) => `${source.peakRecipients} recipients in one window`,
  },
  {
    code: 'recipients_per_message',
    points: (source) => (recipientsPerMessage(source) >= MANY_RECIPIENTS_A_MESSAGE ? 10 : 0),
    sentence: (source) => `${recipientsPerMessage(source).toFixed(1)} recipients a message`,
  },
];

/** Score, verdict and worded reasons of one source; `limit` is the most messages of a window that are no reason yet. */
export function judgeSource(source: SourceProfile, limit: number): SpamJudgement {
  let sum = 0;
  const reasons: string[] = [];
  for (const { code, points, sentence } of REASONS) {
    const weight = points(source, limit);
    if (weight === 0) continue;
    sum += weight;
    reasons.push(`${code}: ${sentence(source, limit)}`);
  }
  const score = Math.round(Math.min(sum, 100));
  const verdict = verdictOf(source, score, source.peakMessages > limit);
  const role = roleReason(source, verdict);
  if (role !== undefined) reasons.push(role);
  return { score, verdict, reasons };
}

function verdictOf(source: SourceProfile, score: number, isOverLimit: boolean): SpamVerdict {
  if (isScanner(source)) return 'scanner';
  if (source.messages < ENOUGH_MESSAGES && !isOverLimit) return 'insufficient_data';
  if (score >= SPAMBOT_SCORE && (hasHeloChurn(source) || hasSenderChurn(source))) return 'spambot';
  if (score >= SUSPECTED_SCORE) return 'suspected_spam';
  if (source.openMessages < ENOUGH_MESSAGES) return 'insufficient_data';
  if (isRelay(source)) return 'relay';
  return isBulk(source) ? 'bulk' : 'normal';
}

function roleReason(source: SourceProfile, verdict: SpamVerdict): string | undefined {
  switch (verdict) {
    case 'relay':
      return `one_helo_many_senders: ${source.distinctSenders} senders of ${source.distinctSenderDomains} domains behind ${count(source.distinctHelos, 'HELO name')}`;
    case 'bulk':
      return `one_sender_many_recipients: ${source.distinctRecipients} recipients from ${count(source.distinctSenderDomains, 'sender domain')}`;
    case 'insufficient_data':
      return `few_messages: ${source.openMessages} of ${count(source.messages, 'message')} readable, ${ENOUGH_MESSAGES} needed`;
    default:
      return undefined;
  }
}

function isScanner(source: SourceProfile): boolean {
  return source.injections > 0 || source.scannerMessages * 10 >= Math.max(source.openMessages, 1);
}

function hasHeloChurn(source: SourceProfile): boolean {
  return source.distinctHelos >= 3 && source.distinctHelos >= CHURN_SHARE * source.messagesWithHelo;
}

/** Many senders behind one steady HELO are a relay's nature: they count only beside churn of the HELO or failures. */
function hasSenderChurn(source: SourceProfile): boolean {
  return (
    source.distinctSenderDomains >= 3 &&
    source.distinctSenders >= SENDER_CHURN_SHARE * source.openMessages &&
    (hasHeloChurn(source) || hasFailures(source))
  );
}

function hasFailures(source: SourceProfile): boolean {
  return source.failed >= 3 && source.failed >= FAILURE_SHARE * source.messages;
}

function isRelay(source: SourceProfile): boolean {
  return source.distinctSenderDomains >= 3 && source.distinctHelos <= 2;
}

function isBulk(source: SourceProfile): boolean {
  return source.distinctSenderDomains <= 2 && source.distinctRecipients >= 50 && !hasFailures(source);
}

function recipientsPerMessage(source: SourceProfile): number {
  return source.openMessages === 0 ? 0 : source.recipients / source.openMessages;
}

function grade(value: number, full: number): number {
  return Math.min(value / full, 1);
}

function count(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? '' : 's'}`;
}
