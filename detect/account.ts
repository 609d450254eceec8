import { type Episode, episodesOf } from './account/episodes';
import { type Evidence, evidenceOf } from './account/evidence';
import { type MessageColumns, MessageStore } from './account/messages';
import { entriesOf, placesOf, provenOf } from './account/places';
import { Timeline } from './account/timeline';
import { type AccountJudgement, type AccountVerdict, judgeAccount } from './account/verdict';
import type { Keys } from './columns';
import { Groups } from './groups';
import { type BreakIn, findBreakIns } from './login/break-ins';
import { type LogInColumns, LogInStore, type LogIns, MICROSECONDS } from './login/log-ins';
import { networkOf } from './login/network-of';
import { countedOnce } from './login/same-failure';
import { suspectFailures } from './login/suspicion';
import { Tally } from './login/tally';

export interface AccountBatch extends LogInColumns, MessageColumns {
  /** The fields to group by; a row without one of them belongs to no account. */
  readonly by: readonly Keys[];
}

/** One account; the names are those of the command's output, times are epoch seconds. */
export interface AccountRow {
  readonly by: readonly string[];
  readonly places: number;
  readonly messages: number;
  readonly place: string | undefined;
  readonly place_messages: number;
  readonly recipients: number;
  readonly new_recipients: number;
  readonly refused: number;
  readonly peak_recipients: number;
  readonly first_time: number;
  readonly last_time: number;
  readonly account_score: number;
  readonly verdict: AccountVerdict;
  readonly reasons: readonly string[];
}

interface Judged extends AccountJudgement {
  readonly evidence: Evidence;
  readonly place: string;
}

/**
 * Notices accounts that look stolen: entered from a new place or after guesses, then used as never before.
 * It matters because each sign alone is common (a journey, a campaign, a typing error), and the chain of them is not.
 * It is wrong about a person who begins at a new place to write to many new people, some of whom are no more, with a new program.
 * It needs log-ins and messages of the same accounts in one stream, and the past to compare with; what is missing is no evidence.
 * It keeps 28 bytes a log-in, 44 a message, 4 a recipient and the different names, and makes objects of one account's messages at a time.
 */
export class Accounts {
  readonly #groups = new Groups();
  readonly #logIns = new LogInStore();
  readonly #messages = new MessageStore(this.#logIns.sources);

  /** Takes the rows of one batch. */
  add(batch: AccountBatch): void {
    this.#groups.take(batch.by);
    for (let row = 0; row < batch.rows; row++) {
      const group = this.#groups.of(row);
      if (!this.#logIns.add(batch, row, group)) this.#messages.add(batch, row, group);
    }
  }

  /** One row for each account, the one that looks stolen most first. */
  summary(): AccountRow[] {
    const logIns = this.#logIns.inOrder();
    const counted = countedOnce(logIns);
    const breakIns = byAccount(logIns, findBreakIns(logIns, counted, suspectFailures(logIns, counted)));
    const entries = entriesOf(logIns, this.#groups.count);
    const sentBy = this.#messages.byGroup(this.#groups.count);
    const tally = new Tally(this.#messages.recipients.texts.length);
    const networks = this.#logIns.sources.texts.map(networkOf);
    const rows: AccountRow[] = [];
    for (let group = 0; group < this.#groups.count; group++) {
      const own = entries[group]!;
      const sent = provenOf(sentBy(group), own);
      if (own.size === 0 && sent.length === 0) continue;
      const by = this.#groups.texts(group);
      const timeline = new Timeline(sent, placesOf(sent, own, networks), tally);
      const judged = episodesOf(timeline, breakIns.get(group) ?? [], logIns, networks).map((episode) =>
        this.#judge(by, episode, evidenceOf(timeline, episode, tally)),
      );
      rows.push(rowOf(by, timeline, judged));
    }
    return rows.sort(
      (left, right) =>
        right.account_score - left.account_score || (left.by.join('\n') < right.by.join('\n') ? -1 : 1),
    );
  }

  #judge(by: readonly string[], { source }: Episode, evidence: Evidence): Judged {
    const place = this.#logIns.sources.texts[source]!;
    const names = {
      source: place,
      replyTo: (number: number) => this.#messages.replyTos.texts[number]!,
      domain: by
        .find((text) => text.includes('@'))
        ?.toLowerCase()
        .replace(/^.*@/, ''),
    };
    return { ...judgeAccount(evidence, names), evidence, place };
  }
}

function byAccount({ groups }: LogIns, breakIns: readonly BreakIn[]): Map<number, BreakIn[]> {
  const found = new Map<number, BreakIn[]>();
  for (const one of breakIns) {
    const others = found.get(groups[one.row]!);
    if (others === undefined) found.set(groups[one.row]!, [one]);
    else others.push(one);
  }
  return found;
}

/** The row of an account; the episode that looks most like theft speaks for it. */
function rowOf(by: readonly string[], { sent, places }: Timeline, judged: readonly Judged[]): AccountRow {
  const best = judged.reduce<Judged | undefined>(
    (most, one) => (most === undefined || one.score > most.score ? one : most),
    undefined,
  );
  const { evidence, score = 0, verdict = 'normal', reasons = [], place } = best ?? {};
  return {
    by,
    places: places.length,
    messages: sent.length,
    place,
    place_messages: evidence?.sent.length ?? 0,
    recipients: evidence?.recipients ?? 0,
    new_recipients: evidence?.newRecipients ?? 0,
    refused: evidence?.refused ?? 0,
    peak_recipients: evidence?.busiestHour ?? 0,
    first_time: (evidence?.start ?? Number.NaN) / MICROSECONDS,
    last_time: (evidence?.end ?? Number.NaN) / MICROSECONDS,
    account_score: score,
    verdict,
    reasons,
  };
}
