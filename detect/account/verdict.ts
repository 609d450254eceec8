import { MICROSECONDS } from '../login/log-ins';
import { duration } from '../login/verdict';
import type { Evidence } from './evidence';

export type AccountVerdict = 'normal' | 'suspected' | 'stolen';

export interface AccountJudgement {
  readonly score: number;
  readonly verdict: AccountVerdict;
  readonly reasons: readonly string[];
}

/** Names as they are shown, which the numbers of the evidence stand for. */
export interface Names {
  readonly source: string;
  readonly replyTo: (number: number) => string;
  /** Domain of the account, undefined where its name has none. */
  readonly domain: string | undefined;
}

/** A link of the chain; `isAccess` tells how the account was entered, the others what was sent then. */
interface Link {
  readonly code: string;
  readonly isAccess?: true;
  readonly points: (evidence: Evidence, names: Names) => number;
  readonly sentence: (evidence: Evidence, names: Names) => string;
}

/** Below this many messages before, nothing is usual for the account: what is new says little. */
const PAST = 5;
/** One's own recipients of an hour change by chance; three times the most ever, and a page full, do not. */
const JUMP = { recipients: 15, times: 3 };
const NEW_RECIPIENTS = { count: 10, share: 0.7 };
/** Google and others advise bulk senders to stay far below 2 % of refusals; a list bought or guessed has tens. */
const REFUSED = { count: 3, share: 0.08 };
const SAME_SUBJECT = { count: 8, share: 0.6 };
const NEW_HEADER = { count: 3, share: 0.5 };
const NEW_HOURS = { count: 8, share: 0.8, messagesBefore: 30 };
const STOLEN_SCORE = 60;
const SUSPECTED_SCORE = 45;
const STOLEN_LINKS = 2;

/** The links in the order in which they are forged: into the account, then out to the world. */
const LINKS: readonly Link[] = [
  {
    code: 'guesses',
    isAccess: true,
    points: ({ breakIn }) => (breakIn === undefined ? 0 : breakIn.sources === 1 ? 30 : 20),
    sentence: ({ breakIn, start }) =>
      `${breakIn!.guesses} guesses of ${breakIn!.sources} source${breakIn!.sources === 1 ? '' : 's'}, the last ${duration(start - breakIn!.lastGuess)} before the log-in`,
  },
  {
    code: 'new_place',
    isAccess: true,
    points: ({ placesBefore }) => (placesBefore > 0 ? 15 : 0),
    sentence: ({ start, placesBefore }, { source }) =>
      `first seen at ${source} at ${timeText(start)}, after ${placesBefore} other network${placesBefore === 1 ? '' : 's'}`,
  },
  {
    code: 'recipients_jump',
    points: (evidence) => (jumps(evidence) ? (hasPast(evidence) ? 20 : 10) : 0),
    sentence: ({ busiestHour, busiestHourBefore }) =>
      `${busiestHour} recipients in one hour, ${busiestHourBefore} were the most before`,
  },
  {
    code: 'new_recipients',
    points: (evidence) =>
      hasPast(evidence) && isShare(evidence.newRecipients, evidence.recipients, NEW_RECIPIENTS) ? 15 : 0,
    sentence: ({ newRecipients, recipients }) =>
      `${newRecipients} of ${recipients} recipients never written to before`,
  },
  {
    code: 'refused',
    points: ({ refused, addressed }) => (isShare(refused, addressed, REFUSED) ? 15 : 0),
    sentence: ({ refused, addressed }) => `${refused} of ${addressed} recipients bounced or refused`,
  },
  {
    code: 'same_subject',
    points: ({ topSubject, withSubject }) => (isShare(topSubject, withSubject, SAME_SUBJECT) ? 10 : 0),
    sentence: ({ topSubject, withSubject }) =>
      `${topSubject} of ${withSubject} messages with one subject but for its numbers`,
  },
  {
    code: 'reply_to',
    points: (evidence, names) => (hasNewReplyTo(evidence, names) ? 15 : 0),
    sentence: ({ newReplyTos, sent }, { replyTo }) =>
      `${newReplyTos.length} of ${sent.length} messages with a Reply-To never set before, ${lastReplyTo(newReplyTos, replyTo)}`,
  },
  {
    code: 'user_agent',
    points: (evidence) =>
      hasPast(evidence) && isShare(evidence.newAgents, evidence.withAgent, NEW_HEADER) ? 5 : 0,
    sentence: ({ newAgents, withAgent }) =>
      `${newAgents} of ${withAgent} messages of a program never used before`,
  },
  {
    code: 'unusual_hours',
    points: ({ messagesBefore, atNewHours, sent }) =>
      messagesBefore >= NEW_HOURS.messagesBefore && isShare(atNewHours, sent.length, NEW_HOURS) ? 5 : 0,
    sentence: ({ atNewHours, sent }) =>
      `${atNewHours} of ${sent.length} messages at hours of the day without any before`,
  },
];

/** Score, verdict and worded reasons of what was seen, in the order of the chain. */
export function judgeAccount(evidence: Evidence, names: Names): AccountJudgement {
  const links = LINKS.map((link) => ({ ...link, weight: link.points(evidence, names) })).filter(
    ({ weight }) => weight > 0,
  );
  const score = Math.min(
    100,
    links.reduce((sum, { weight }) => sum + weight, 0),
  );
  const isEntered = links.some(({ isAccess }) => isAccess);
  const isUsed = links.filter(({ isAccess }) => !isAccess).length >= STOLEN_LINKS;
  return {
    score,
    verdict:
      score >= STOLEN_SCORE && isEntered && isUsed
        ? 'stolen'
        : score >= SUSPECTED_SCORE
          ? 'suspected'
          : 'normal',
    reasons: links.map(({ code, sentence }) => `${code}: ${sentence(evidence, names)}`),
  };
}

function hasPast({ messagesBefore }: Evidence): boolean {
  return messagesBefore >= PAST;
}

function jumps({ busiestHour, busiestHourBefore }: Evidence): boolean {
  return busiestHour >= JUMP.recipients && busiestHour >= JUMP.times * busiestHourBefore;
}

function isShare(
  part: number,
  whole: number,
  least: { readonly count: number; readonly share: number },
): boolean {
  return part >= least.count && part >= least.share * whole;
}

/** A new account sets every Reply-To for the first time: then only one of another domain counts. */
function hasNewReplyTo(evidence: Evidence, { replyTo, domain }: Names): boolean {
  const { newReplyTos, sent } = evidence;
  if (!isShare(newReplyTos.length, sent.length, NEW_HEADER)) return false;
  const isElsewhere = domain !== undefined && !lastReplyTo(newReplyTos, replyTo).includes(`@${domain}`);
  return hasPast(evidence) || isElsewhere;
}

function lastReplyTo(sent: Evidence['newReplyTos'], text: (number: number) => string): string {
  return (
    sent
      .map(({ replyTo }) => text(replyTo))
      .sort()
      .at(-1) ?? ''
  );
}

function timeText(micros: number): string {
  return new Date(micros / (MICROSECONDS / 1000)).toISOString().slice(0, 19).replace('T', ' ');
}
