import type { Keys, Text } from './columns';
import { envelopeFacts, heloFacts } from './spoof/envelope-signs';
import { FactMemo } from './spoof/fact-memo';
import { type FromFacts, fromFacts } from './spoof/from-signs';
import { messageSigns, transportSigns } from './spoof/message-signs';
import { faultsOfOwnOrganisation, OwnOrganisation } from './spoof/own-organisation';
import { codesOf, SIGNS, type SignCode } from './spoof/signs';

export interface SpoofOptions {
  readonly ownDomains?: readonly string[];
  readonly ownNetworks?: readonly string[];
}

/** One batch of messages; a property is left out where no field yields it, and its absence is then no sign. */
export interface SpoofBatch {
  readonly rows: number;
  readonly froms?: Keys;
  readonly senders?: Keys;
  readonly replyTos?: Keys;
  readonly helos?: Keys;
  readonly sources?: Keys;
  readonly messageIds?: Text;
}

type SpoofVerdict = 'clean' | 'suspicious' | 'spoofed' | 'unreadable';

/** One answer a row of the batch. */
export interface SpoofResult {
  readonly scores: Uint8Array;
  readonly verdicts: readonly SpoofVerdict[];
  readonly reasons: readonly (readonly SignCode[])[];
  readonly addresses: readonly (string | undefined)[];
  readonly domains: readonly (string | undefined)[];
  readonly names: readonly (string | undefined)[];
}

interface Judgement {
  readonly score: number;
  readonly verdict: SpoofVerdict;
  readonly reasons: readonly SignCode[];
}

type Sender = FromFacts & { readonly isOwn: boolean };

const SUSPICIOUS_SCORE = 30;
const SPOOFED_SCORE = 50;
const REMEMBERED_JUDGEMENTS = 10_000;
const CLEAN: Judgement = { score: 0, verdict: 'clean', reasons: [] };
const UNREADABLE: Judgement = { score: 0, verdict: 'unreadable', reasons: [] };

/**
 * Notices senders who are not who they claim to be, from the headers and the envelope as they were on the wire.
 * It matters because most forged mail passes or lacks SPF, DKIM and DMARC, of which network logs show nothing anyway.
 * It is wrong about mailers that write broken headers, and blind to real accounts and to new domains with all aligned.
 * It needs the From header; every other field sharpens it. Rows may come in any order.
 * It judges each different header value once, and costs a few look-ups a message after that.
 */
export class Spoof {
  readonly #froms: FactMemo<Sender>;
  readonly #replyTos = new FactMemo(fromFacts);
  readonly #senders = new FactMemo(envelopeFacts);
  readonly #helos = new FactMemo(heloFacts);
  readonly #outsides: FactMemo<boolean>;
  readonly #judgements = new Map<number, Judgement>();

  constructor({ ownDomains = [], ownNetworks = [] }: SpoofOptions = {}) {
    const faults = faultsOfOwnOrganisation(ownDomains, ownNetworks);
    if (faults.length > 0) throw new Error(faults.join('; '));
    const own = new OwnOrganisation(ownDomains, ownNetworks);
    this.#froms = new FactMemo((text) => {
      const { header, organisation, isFreeMail, signs } = fromFacts(text);
      const claim = own.judge(header);
      return { header, organisation, isFreeMail, isOwn: claim.isOwn, signs: signs + claim.signs };
    });
    this.#outsides = new FactMemo((text) => own.isOutside(text));
  }

  /** Judges the rows of one batch. */
  judge(batch: SpoofBatch): SpoofResult {
    const { rows } = batch;
    const scores = new Uint8Array(rows);
    const verdicts: SpoofVerdict[] = new Array(rows);
    const reasons: (readonly SignCode[])[] = new Array(rows);
    const addresses: (string | undefined)[] = new Array(rows);
    const domains: (string | undefined)[] = new Array(rows);
    const names: (string | undefined)[] = new Array(rows);
    for (let row = 0; row < rows; row++) {
      const from = this.#froms.get(batch.froms, row);
      const judgement = this.#judgeRow(batch, row, from);
      scores[row] = judgement.score;
      verdicts[row] = judgement.verdict;
      reasons[row] = judgement.reasons;
      addresses[row] = from?.header.address;
      domains[row] = from?.header.domain;
      names[row] = from?.header.name || undefined;
    }
    return { scores, verdicts, reasons, addresses, domains, names };
  }

  #judgeRow(batch: SpoofBatch, row: number, from: Sender | undefined): Judgement {
    const envelope = this.#senders.get(batch.senders, row);
    const helo = this.#helos.get(batch.helos, row);
    const replyTo = this.#replyTos.get(batch.replyTos, row);
    const messageId = batch.messageIds?.(row);
    if (from === undefined) {
      const isReadable = envelope !== undefined || replyTo !== undefined || messageId !== undefined;
      return isReadable ? this.#judgement(transportSigns(envelope, helo)) : UNREADABLE;
    }
    const signs = messageSigns({
      from,
      isOwn: from.isOwn,
      isFromOutside: from.isOwn && this.#outsides.get(batch.sources, row) === true,
      envelope,
      helo,
      replyTo,
      messageId,
      canShowMessageId: batch.messageIds !== undefined,
    });
    return this.#judgement(signs);
  }

  #judgement(signs: number): Judgement {
    if (signs === 0) return CLEAN;
    const known = this.#judgements.get(signs);
    if (known !== undefined) return known;
    const judgement = judgeSigns(signs);
    if (this.#judgements.size >= REMEMBERED_JUDGEMENTS) this.#judgements.clear();
    this.#judgements.set(signs, judgement);
    return judgement;
  }
}

function judgeSigns(signs: number): Judgement {
  const reasons = codesOf(signs);
  const score = Math.min(
    reasons.reduce((sum, code) => sum + SIGNS[code].weight, 0),
    100,
  );
  const suspected = score >= SUSPICIOUS_SCORE ? 'suspicious' : 'clean';
  return { score, verdict: score >= SPOOFED_SCORE ? 'spoofed' : suspected, reasons };
}
