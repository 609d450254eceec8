import type { BreakIn } from '../login/break-ins';
import type { Tally } from '../login/tally';
import type { Episode } from './episodes';
import type { Sent } from './messages';
import { busiestHour, type Timeline } from './timeline';

/** What was seen of an account from a time on at one place, and how it was before; times are whole microseconds. */
export interface Evidence {
  readonly start: number;
  readonly end: number;
  /** Other places of the account before, where this one was never used. */
  readonly placesBefore: number;
  readonly messagesBefore: number;
  readonly breakIn: BreakIn | undefined;
  readonly sent: readonly Sent[];
  readonly recipients: number;
  readonly newRecipients: number;
  readonly busiestHour: number;
  readonly busiestHourBefore: number;
  readonly addressed: number;
  readonly refused: number;
  readonly topSubject: number;
  readonly withSubject: number;
  readonly newReplyTos: readonly Sent[];
  readonly newAgents: number;
  readonly withAgent: number;
  readonly atNewHours: number;
}

/** The evidence of an episode of an account. */
export function evidenceOf(timeline: Timeline, episode: Episode, tally: Tally): Evidence {
  const { start, placesBefore, breakIn, sent } = episode;
  const recipients = new Set(sent.flatMap((one) => [...one.recipients]));
  const subjects = sent.map(({ subject }) => subject).filter((subject) => subject >= 0);
  const count = (is: (one: Sent) => boolean): number => sent.filter(is).length;
  return {
    start,
    end: sent.at(-1)?.time ?? start,
    placesBefore,
    messagesBefore: timeline.countBefore(start),
    breakIn,
    sent,
    recipients: recipients.size,
    newRecipients: [...recipients].filter((one) => timeline.isNewRecipient(one, start)).length,
    busiestHour: busiestHour(sent, tally),
    busiestHourBefore: timeline.mostBefore(start),
    addressed: sent.reduce((sum, one) => sum + one.recipients.length, 0),
    refused: sent.reduce((sum, one) => sum + one.refused, 0),
    topSubject: mostOften(subjects),
    withSubject: subjects.length,
    newReplyTos: sent.filter((one) => timeline.isNewReplyTo(one, start)),
    newAgents: count((one) => timeline.isNewAgent(one, start)),
    withAgent: count(({ agent }) => agent >= 0),
    atNewHours: count((one) => timeline.isNewHour(one, start)),
  };
}

function mostOften(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
