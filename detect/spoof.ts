import type { Keys, Text } from './columns';
import { ContextMemo } from './spoof/context-memo';
import { type EnvelopeFacts, envelopeFacts, type HeloFacts, heloFacts } from './spoof/envelope-signs';
import { FactMemo } from './spoof/fact-memo';
import type { FromHeader } from './spoof/from-header';
import { type FromFacts, fromFacts } from './spoof/from-signs';
import { type EvidenceSigns, evidenceSigns, messageIdSigns, transportSigns } from './spoof/message-signs';
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

/** One answer a row of the batch, as numbers that keep their meaning over a whole run. */
export interface SpoofResult {
  /** What `judgement` tells of. */
  readonly judgements: Int32Array;
  /** The ids of the From headers, which `from` reads; -1 where a row has none. */
  readonly froms: Int32Array;
  from(id: number): FromHeader | undefined;
}

export interface Judgement {
  readonly score: number;
  readonly verdict: SpoofVerdict;
  readonly reasons: readonly SignCode[];
}

type Sender = FromFacts & { readonly isOwn: boolean };

/** What a message shows beside its Message-ID. */
interface Context extends EvidenceSigns {
  readonly hasFrom: boolean;
  readonly isReadable: boolean;
}

const ABSENT = -1;

const SUSPICIOUS_SCORE = 30;
const SPOOFED_SCORE = 50;
const CLEAN: Judgement = { score: 0, verdict: 'clean', reasons: [] };
const UNREADABLE: Judgement = { score: 0, verdict: 'unreadable', reasons: [] };
const CLEAN_NUMBER = 0;
const UNREADABLE_NUMBER = 1;

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
  readonly #contexts = new ContextMemo<Context>();
  readonly #hasOwn: boolean;
  readonly #judgements = [CLEAN, UNREADABLE];
  /** Numbers of judgements, by the sum of the signs. */
  readonly #numbers = new Map<number, number>();

  constructor({ ownDomains = [], ownNetworks = [] }: SpoofOptions = {}) {
    const faults = faultsOfOwnOrganisation(ownDomains, ownNetworks);
    if (faults.length > 0) throw new Error(faults.join('; '));
    const own = new OwnOrganisation(ownDomains, ownNetworks);
    this.#hasOwn = ownDomains.length > 0;
    this.#froms = new FactMemo((text) => {
      const { header, organisation, isFreeMail, signs } = fromFacts(text);
      const claim = own.judge(header);
      return { header, organisation, isFreeMail, isOwn: claim.isOwn, signs: signs + claim.signs };
    });
    this.#outsides = new FactMemo((text) => own.isOutside(text));
  }

  /** Judges the rows of one batch. */
  judge(batch: SpoofBatch): SpoofResult {
    const judgements = new Int32Array(batch.rows);
    for (let row = 0; row < batch.rows; row++) judgements[row] = this.#judgeRow(batch, row);
    return {
      judgements,
      froms: batch.froms?.ids ?? new Int32Array(batch.rows).fill(ABSENT),
      from: (id) => this.#froms.get(batch.froms, id)?.header,
    };
  }

  /** The judgement with a number that `judge` gave. */
  judgement(number: number): Judgement {
    return this.#judgements[number]!;
  }

  #judgeRow(batch: SpoofBatch, row: number): number {
    const context = this.#context(batch, row);
    const messageId = batch.messageIds?.(row);
    if (context.hasFrom) {
      const canShowMessageId = batch.messageIds !== undefined;
      return this.#numberOf(context.signs + messageIdSigns(context, messageId, canShowMessageId));
    }
    return context.isReadable || messageId !== undefined ? this.#numberOf(context.signs) : UNREADABLE_NUMBER;
  }

  #context(batch: SpoofBatch, row: number): Context {
    const from = batch.froms?.ids[row] ?? ABSENT;
    const sender = batch.senders?.ids[row] ?? ABSENT;
    const replyTo = batch.replyTos?.ids[row] ?? ABSENT;
    const helo = batch.helos?.ids[row] ?? ABSENT;
    const source = this.#hasOwn ? (batch.sources?.ids[row] ?? ABSENT) : ABSENT;
    const place = this.#contexts.place(from, sender, replyTo, helo, source);
    const known = this.#contexts.contexts[place];
    if (known !== undefined) return known;
    const context = contextOf(
      this.#froms.get(batch.froms, from),
      this.#senders.get(batch.senders, sender),
      this.#replyTos.get(batch.replyTos, replyTo),
      this.#helos.get(batch.helos, helo),
      this.#outsides.get(batch.sources, source) === true,
    );
    this.#contexts.contexts[place] = context;
    return context;
  }

  #numberOf(signs: number): number {
    if (signs === 0) return CLEAN_NUMBER;
    const known = this.#numbers.get(signs);
    if (known !== undefined) return known;
    const number = this.#judgements.push(judgeSigns(signs)) - 1;
    this.#numbers.set(signs, number);
    return number;
  }
}

function contextOf(
  from: Sender | undefined,
  envelope: EnvelopeFacts | undefined,
  replyTo: FromFacts | undefined,
  helo: HeloFacts | undefined,
  isFromOutside: boolean,
): Context {
  if (from === undefined) {
    const isReadable = envelope !== undefined || replyTo !== undefined;
    const signs = transportSigns(envelope, helo);
    return { hasFrom: false, isReadable, signs, unalignedAuthor: undefined, isUnalignedWithout: false };
  }
  const { isOwn } = from;
  const { isUnalignedWithout, signs, unalignedAuthor } = evidenceSigns({
    from,
    isOwn,
    isFromOutside,
    envelope,
    helo,
    replyTo,
  });
  return { hasFrom: true, isReadable: true, signs, unalignedAuthor, isUnalignedWithout };
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
