import { PairSet } from '../pair-set';
import type { Leg } from './leg-table';
import { OUTCOMES } from './outcome';
import { formsOf } from './recipients';
import { judgeRelay, type RelayJudgement, type RelayProfile } from './verdict';

/** A first leg with what the other rows say of it. */
export interface Attempt {
  readonly leg: Leg;
  readonly forms: number;
  readonly isOwnSender: boolean;
  readonly isAllowed: boolean;
  readonly isConfirmed: boolean;
  /** Seconds to the second leg, where it was seen. */
  readonly seconds: number | undefined;
}

/** All attempts of one client at one server. */
export interface Client {
  readonly source: number;
  readonly server: number;
  readonly profile: RelayProfile;
  readonly judgement: RelayJudgement;
  readonly senders: ReadonlySet<number>;
  /** Epoch seconds, undefined where no attempt has a time. */
  readonly firstTime: number | undefined;
  readonly lastTime: number | undefined;
}

/** What is summed up of one client. */
interface Sum {
  readonly number: number;
  readonly source: number;
  readonly server: number;
  readonly senders: Set<number>;
  attempts: number;
  denied: number;
  accepted: number;
  confirmed: number;
  allowed: number;
  ownSenders: number;
  foreignRecipients: number;
  forms: number;
  quickest: number;
  firstTime: number;
  lastTime: number;
}

/** Adds up attempts by client and server. */
export class Clients {
  readonly #sums = new Map<string, Sum>();
  readonly #recipients = new PairSet();

  add(attempt: Attempt): void {
    const { leg, isAllowed, isConfirmed } = attempt;
    const sum = this.#sumOf(leg);
    const isAccepted =
      !isAllowed && (isConfirmed || leg.outcome === OUTCOMES.taken || leg.outcome === OUTCOMES.passedOn);
    sum.attempts++;
    sum.allowed += Number(isAllowed);
    sum.denied += Number(leg.outcome === OUTCOMES.denied);
    sum.accepted += Number(isAccepted);
    sum.confirmed += Number(isAccepted && isConfirmed);
    sum.ownSenders += Number(isAccepted && attempt.isOwnSender);
    sum.forms |= isAllowed ? 0 : attempt.forms;
    if (isAccepted) sum.quickest = Math.min(sum.quickest, attempt.seconds ?? Number.POSITIVE_INFINITY);
    if (leg.sender >= 0) sum.senders.add(leg.sender);
    for (const id of leg.recipients) sum.foreignRecipients += Number(this.#recipients.add(sum.number, id));
    if (!Number.isNaN(leg.time)) {
      sum.firstTime = Math.min(sum.firstTime, leg.time);
      sum.lastTime = Math.max(sum.lastTime, leg.time);
    }
  }

  /** The clients with their judgements, in no order. */
  judged(): Client[] {
    return [...this.#sums.values()].map((sum) => {
      const profile = { ...sum, forms: formsOf(sum.forms), quickest: finite(sum.quickest) };
      const { source, server, senders } = sum;
      const times = { firstTime: finite(sum.firstTime), lastTime: finite(sum.lastTime) };
      return { source, server, senders, profile, judgement: judgeRelay(profile), ...times };
    });
  }

  #sumOf({ source, server }: Leg): Sum {
    const key = `${source} ${server}`;
    const known = this.#sums.get(key);
    if (known !== undefined) return known;
    const counts = { attempts: 0, denied: 0, accepted: 0, confirmed: 0, allowed: 0, ownSenders: 0 };
    const sum: Sum = {
      ...counts,
      number: this.#sums.size,
      source,
      server,
      senders: new Set(),
      foreignRecipients: 0,
      forms: 0,
      quickest: Number.POSITIVE_INFINITY,
      firstTime: Number.POSITIVE_INFINITY,
      lastTime: Number.NEGATIVE_INFINITY,
    };
    this.#sums.set(key, sum);
    return sum;
  }
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
