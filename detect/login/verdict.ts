import type { BreakIn } from './break-ins';
import type { Crowd } from './crowd';
import { MICROSECONDS } from './log-ins';
import type { SuspectPeak } from './windows';

export type LoginVerdict =
  | 'normal'
  | 'low_and_slow'
  | 'brute_force'
  | 'password_spray'
  | 'distributed'
  | 'success_after_failures';

/** What was seen of a group; each peak in windows of another length. */
export interface LoginEvidence {
  readonly inWindow: SuspectPeak;
  readonly inHour: SuspectPeak;
  readonly inDay: SuspectPeak;
  readonly crowd:
    | (Crowd & { readonly networks: number; readonly topNetwork: string; readonly topSources: number })
    | undefined;
  readonly breakIns: readonly (BreakIn & {
    readonly time: number;
    readonly user: string;
    readonly source: string;
  })[];
  readonly windowText: string;
  readonly hourText: string;
}

export interface LoginJudgement {
  readonly score: number;
  readonly verdict: LoginVerdict;
  readonly reasons: readonly string[];
}

/**
 * How many guesses or users it takes. Wazuh wants 8 failures in 120 s of one source and Splunk's content update more than
 * 10 in 5 minutes; a person who mistypes does neither. The hour and the day are for those who guess more slowly.
 */
const BRUTE_FORCE = { inWindow: 10, inHour: 30, inDay: 100 };
const SPRAYED_USERS = { inWindow: 6, inHour: 10 };
/** Users of a day who were tried no more than twice each: a spray below every limit of the hour. */
const SLOW_USERS = 8;
/** More tries a user than this are brute force with a list of users. */
const SPRAY_TRIES = 4;
const SHOWN_BREAK_INS = 10;

interface Sign {
  readonly verdict: LoginVerdict;
  readonly score: number;
  readonly reasons: readonly string[];
}

/** Score, verdict and worded reasons of a group, the gravest first. */
export function judgeLogins(evidence: LoginEvidence): LoginJudgement {
  const signs = [breakIn, distributed, spray, bruteForce, slow]
    .map((sign) => sign(evidence))
    .filter((sign): sign is Sign => sign !== undefined);
  return {
    score: Math.max(0, ...signs.map(({ score }) => score)),
    verdict: signs[0]?.verdict ?? 'normal',
    reasons: signs.flatMap(({ reasons }) => reasons),
  };
}

function breakIn({ breakIns }: LoginEvidence): Sign | undefined {
  if (breakIns.length === 0) return undefined;
  const reasons = breakIns
    .slice(0, SHOWN_BREAK_INS)
    .map(({ user, source, guesses, sources, time, lastGuess, isNewPlace }) => {
      const from = sources === 1 ? '' : ` from ${sources} sources`;
      const place = isNewPlace ? ', where the user was never seen before' : '';
      return `success_after_failures: ${user} logged in from ${source}${place}, ${duration(time - lastGuess)} after ${count(guesses, 'guess', 'guesses')}${from}`;
    });
  const isNear = breakIns.some(({ sources }) => sources === 1);
  const score = (isNear ? 80 : 60) + (breakIns.some(({ isNewPlace }) => isNewPlace) ? 15 : 0);
  return { verdict: 'success_after_failures', score, reasons };
}

function distributed({ crowd }: LoginEvidence): Sign | undefined {
  if (crowd === undefined) return undefined;
  const { sources, usual, limit, users, failures, networks, topNetwork, topSources } = crowd;
  if (sources.length < limit) return undefined;
  const span = duration(crowd.end - crowd.start);
  const nearby = topSources > 1 ? `, ${topSources} of them in ${topNetwork}` : '';
  return {
    verdict: 'distributed',
    score: Math.min(95, 55 + Math.round((sources.length / limit - 1) * 20)),
    reasons: [
      `distributed: ${count(sources.length, 'source')} of ${count(networks, 'network')}${nearby} guessed ${count(failures, 'time')} at ${count(users, 'user')} in ${span}; ${count(usual, 'source')} in ${duration(crowd.length)} are usual`,
    ],
  };
}

function spray({ inWindow, inHour, windowText, hourText }: LoginEvidence): Sign | undefined {
  const isQuick = inWindow.users >= SPRAYED_USERS.inWindow;
  const { users, failuresOfUsers } = isQuick ? inWindow : inHour;
  if (!isQuick && users < SPRAYED_USERS.inHour) return undefined;
  if (failuresOfUsers > SPRAY_TRIES * users) return undefined;
  return {
    verdict: 'password_spray',
    score: Math.min(95, 60 + users),
    reasons: [
      `password_spray: ${users} users in ${isQuick ? windowText : hourText}, ${(failuresOfUsers / users).toFixed(1)} guesses each`,
    ],
  };
}

/** Many guesses that are a spray are told as one. */
function bruteForce(evidence: LoginEvidence): Sign | undefined {
  if (spray(evidence) !== undefined) return undefined;
  const { inWindow, inHour, inDay, windowText, hourText } = evidence;
  const [failures, text, limit] =
    inWindow.failures >= BRUTE_FORCE.inWindow
      ? [inWindow.failures, windowText, BRUTE_FORCE.inWindow]
      : inHour.failures >= BRUTE_FORCE.inHour
        ? [inHour.failures, hourText, BRUTE_FORCE.inHour]
        : [inDay.failures, '1d', BRUTE_FORCE.inDay];
  if (failures < limit) return undefined;
  return {
    verdict: 'brute_force',
    score: Math.min(90, Math.round(50 + 12 * Math.log2(failures / limit))),
    reasons: [`brute_force: ${failures} guesses in ${text}, ${inDay.failures} in a day`],
  };
}

function slow({ inDay, inHour }: LoginEvidence): Sign | undefined {
  const { seldomUsers } = inDay;
  if (seldomUsers < SLOW_USERS || seldomUsers <= inHour.users) return undefined;
  return {
    verdict: 'low_and_slow',
    score: Math.min(80, 50 + seldomUsers),
    reasons: [
      `low_and_slow: ${seldomUsers} users in a day, no more than 2 guesses each, ${inHour.users} users in the busiest hour`,
    ],
  };
}

function count(value: number, noun: string, plural = `${noun}s`): string {
  return `${value} ${value === 1 ? noun : plural}`;
}

/** A time span as people say it, such as 40s, 12m or 3.5h. */
export function duration(micros: number): string {
  const seconds = Math.round(micros / MICROSECONDS);
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)}m`;
  return `${Number((seconds / 3600).toFixed(1))}h`;
}
