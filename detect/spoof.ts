import type { Keys, Text } from './columns';
import { ContextMemo } from './spoof/context-memo';
import { type EnvelopeFacts, envelopeFacts, type HeloFacts, heloFacts } from './spoof/envelope-signs';
import { FactMemo } from './spoof/fact-memo';
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

/** What a message shows beside its Message-ID. */
interface Context extends EvidenceSigns {
  readonly from: Sender | undefined;
  readonly isReadable: boolean;
}

const ABSENT = -1;

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
  readonly #contexts = new ContextMemo<Context>();
  readonly #hasOwn: boolean;
  readonly #judgements = new Map<number, Judgement>();

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
    const { rows } = batch;
    const scores = new Uint8Array(rows);
    const verdicts: SpoofVerdict[] = new Array(rows);
    const reasons: (readonly SignCode[])[] = new Array(rows);
    const addresses: (string | undefined)[] = new Array(rows);
    const domains: (string | undefined)[] = new Array(rows);
    const names: (string | undefined)[] = new Array(rows);
    for (let row = 0; row < rows; row++) {
      const context = this.#context(batch, row);
      const judgement = this.#judgeRow(batch, row, context);
      scores[row] = judgement.score;
      verdicts[row] = judgement.verdict;
      reasons[row] = judgement.reasons;
      const header = context.from?.header;
      addresses[row] = header?.address;
      domains[row] = header?.domain;
      names[row] = header?.name || undefined;
    }
    return { scores, verdicts, reasons, addresses, domains, names };
  }

  #judgeRow(batch: SpoofBatch, row: number, context: Context): Judgement {
    const messageId = batch.messageIds?.(row);
    if (context.from !== undefined) {
      const canShowMessageId = batch.messageIds !== undefined;
      return this.#judgement(context.signs + messageIdSigns(context, messageId, canShowMessageId));
    }
    return context.isReadable || messageId !== undefined ? this.#judgement(context.signs) : UNREADABLE;
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
    return { from, isReadable, signs, unalignedAuthor: undefined, isUnalignedWithout: false };
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
  return { from, isReadable: true, signs, unalignedAuthor, isUnalignedWithout };
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
