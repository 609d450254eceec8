import {
  callsItselfBySenders,
  ENOUGH_MESSAGES,
  hasBareMessageIds,
  hasFailures,
  hasHeloChurn,
  hasSenderChurn,
  isBulk,
  isOffice,
  isRelay,
  isScanner,
  recipientsPerMessage,
  SENDER_CHURN_SHARE,
  type SourceProfile,
} from './profile';

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

const SUSPECTED_SCORE = 30;
const SPAMBOT_SCORE = 60;
/** Bulk mail that people asked for is refused less often. */
const WANTED_FAILURE_SHARE = 0.02;
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
    points: (source) => (hasFailures(source) ? 15 + 15 * grade(source.rejected / source.messages, 0.6) : 0),
    sentence: (source) => `${source.rejected} of ${count(source.messages, 'message')} refused`,
  },
  {
    code: 'sender_as_helo',
    points: (source) => (callsItselfBySenders(source) ? 20 : 0),
    sentence: (source) =>
      `${source.sendersAsHelo} of ${count(source.distinctSenders, 'sender')} named as HELO too`,
  },
  {
    code: 'bare_message_ids',
    points: (source) => (hasBareMessageIds(source) ? 10 : 0),
    sentence: (source) =>
      `${source.bareMessageIds} of ${count(source.messageIds, 'Message-ID')} without a domain`,
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
  return { score, verdict, reasons: [...reasons, ...roleReasons(source, verdict)] };
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

function roleReasons(source: SourceProfile, verdict: SpamVerdict): string[] {
  const { distinctSenders, distinctSenderDomains, distinctHelos, distinctRecipients } = source;
  switch (verdict) {
    case 'relay':
      return [
        `one_helo_many_senders: ${distinctSenders} senders of ${distinctSenderDomains} domains behind ${count(distinctHelos, 'HELO name')}`,
      ];
    case 'bulk':
      return bulkReasons(source);
    case 'insufficient_data':
      return [
        `few_messages: ${source.openMessages} of ${count(source.messages, 'message')} readable, ${ENOUGH_MESSAGES} needed`,
      ];
    case 'normal':
      return distinctHelos >= 3 && isOffice(source)
        ? [
            `office: ${distinctSenders} senders behind ${distinctHelos} HELO names and ${distinctRecipients} recipients, of ${count(distinctSenderDomains, 'domain')}`,
          ]
        : [];
    default:
      return [];
  }
}

function bulkReasons(source: SourceProfile): string[] {
  const { distinctSenders, distinctSenderDomains, distinctRecipients, rejected, messages } = source;
  const reasons = [
    `one_sender_many_recipients: ${distinctRecipients} recipients from ${count(distinctSenderDomains, 'sender domain')}`,
  ];
  if (distinctSenders >= SENDER_CHURN_SHARE * source.openMessages)
    reasons.push(`numbered_senders: ${distinctSenders} return addresses, one for each message or so`);
  if (rejected < WANTED_FAILURE_SHARE * messages)
    reasons.push(`few_failures: ${rejected} of ${count(messages, 'message')} refused`);
  return reasons;
}

function grade(value: number, full: number): number {
  return Math.min(value / full, 1);
}

function count(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? '' : 's'}`;
}
