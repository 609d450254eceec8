import type { Keys, Text } from './columns';
import { type Claim, Claims, type Guarded } from './spoof/claims';
import { ContextMemo } from './spoof/context-memo';
import { type EnvelopeFacts, envelopeFacts, type HeloFacts, heloFacts } from './spoof/envelope-signs';
import { FactMemo } from './spoof/fact-memo';
import type { FromHeader } from './spoof/from-header';
import { type FromFacts, fromFacts } from './spoof/from-signs';
import { type Judgement, Judgements } from './spoof/judgements';
import {
  authenticationSigns,
  type EvidenceSigns,
  evidenceSigns,
  messageIdSigns,
  transportSigns,
  userAgentSigns,
} from './spoof/message-signs';
import { bitOf } from './spoof/signs';
import { type SourceFacts, sourceFacts } from './spoof/source';
import { messageIdsOf } from './spoof/user-agents';

/** One batch of messages; a property is left out where no field yields it, and its absence is then no sign. */
export interface SpoofBatch {
  readonly rows: number;
  readonly froms?: Keys;
  readonly senders?: Keys;
  readonly replyTos?: Keys;
  readonly helos?: Keys;
  readonly sources?: Keys;
  readonly userAgents?: Keys;
  readonly messageIds?: Text;
  /** First letters of the results of authentication, 0 where a row has none. */
  readonly dmarcs?: Uint8Array;
  readonly spfs?: Uint8Array;
  readonly dkimFaults?: Uint8Array;
}

/** What a From header says and claims. */
interface Author {
  readonly header: FromHeader;
  readonly imitates: string | undefined;
}

/** One answer a row of the batch, as numbers that keep their meaning over a whole run. */
export interface SpoofResult {
  /** What `judgement` tells of. */
  readonly judgements: Int32Array;
  /** The ids of the From headers, which `author` reads; -1 where a row has none. */
  readonly froms: Int32Array;
  author(id: number): Author | undefined;
}

type Sender = FromFacts & Claim;

/** What a message shows beside its Message-ID. */
interface Context extends EvidenceSigns {
  readonly hasFrom: boolean;
  readonly isReadable: boolean;
}

const ABSENT = -1;
const NONE: SourceFacts = { isOutside: false, bytes: undefined };
const HELO_OWN = bitOf('helo_own_domain');
const HELO_OTHER = bitOf('helo_other_address');

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
  readonly #helos: FactMemo<HeloFacts & { readonly isOwn: boolean }>;
  readonly #sources: FactMemo<SourceFacts>;
  readonly #programs = new FactMemo((text) => ({ ids: messageIdsOf(text) }));
  readonly #contexts = new ContextMemo<Context>();
  readonly #judgements = new Judgements();

  constructor(guarded: Guarded = {}) {
    const claims = new Claims(guarded);
    this.#froms = new FactMemo((text) => {
      const { header, organisation, isFreeMail, signs } = fromFacts(text);
      const claim = claims.judge(header);
      const { imitates, isOwn, isPartner } = claim;
      return { header, organisation, isFreeMail, isOwn, isPartner, imitates, signs: signs + claim.signs };
    });
    this.#helos = new FactMemo((text) => {
      const facts = heloFacts(text);
      return { ...facts, isOwn: claims.own.owns(facts.name) };
    });
    this.#sources = new FactMemo((text) => sourceFacts(text, claims.own));
  }

  /** Judges the rows of one batch. */
  judge(batch: SpoofBatch): SpoofResult {
    const judgements = new Int32Array(batch.rows);
    for (let row = 0; row < batch.rows; row++) judgements[row] = this.#judgeRow(batch, row);
    return {
      judgements,
      froms: batch.froms?.ids ?? new Int32Array(batch.rows).fill(ABSENT),
      author: (id) => this.#froms.get(batch.froms, id),
    };
  }

  /** The judgement with a number that `judge` gave. */
  judgement(number: number): Judgement {
    return this.#judgements.get(number);
  }

  #judgeRow(batch: SpoofBatch, row: number): number {
    const context = this.#context(batch, row);
    const messageId = batch.messageIds?.(row);
    if (!context.hasFrom) {
      if (messageId === undefined && !context.isReadable) return this.#judgements.unreadable;
      return this.#judgements.numberOf(context.signs + messageIdSigns(context, messageId, false));
    }
    const program = this.#programs.get(batch.userAgents, batch.userAgents?.ids[row] ?? ABSENT);
    const signs =
      context.signs +
      messageIdSigns(context, messageId, batch.messageIds !== undefined) +
      userAgentSigns(program?.ids, messageId) +
      (context.isForwarded ? 0 : authenticationOf(batch, row));
    return this.#judgements.numberOf(signs);
  }

  #context(batch: SpoofBatch, row: number): Context {
    const from = batch.froms?.ids[row] ?? ABSENT;
    const sender = batch.senders?.ids[row] ?? ABSENT;
    const replyTo = batch.replyTos?.ids[row] ?? ABSENT;
    const helo = batch.helos?.ids[row] ?? ABSENT;
    const source = batch.sources?.ids[row] ?? ABSENT;
    const place = this.#contexts.place(from, sender, replyTo, helo, source);
    const known = this.#contexts.contexts[place];
    if (known !== undefined) return known;
    const greeting = this.#helos.get(batch.helos, helo);
    const origin = this.#sources.get(batch.sources, source) ?? NONE;
    const context = contextOf(
      this.#froms.get(batch.froms, from),
      this.#senders.get(batch.senders, sender),
      this.#replyTos.get(batch.replyTos, replyTo),
      greeting,
      origin.isOutside,
      greeting === undefined ? 0 : greetingSigns(greeting, greeting.isOwn, origin),
    );
    this.#contexts.contexts[place] = context;
    return context;
  }
}

function authenticationOf({ dmarcs, spfs, dkimFaults }: SpoofBatch, row: number): number {
  if (dmarcs === undefined && spfs === undefined && dkimFaults === undefined) return 0;
  return authenticationSigns({
    dmarc: dmarcs?.[row] ?? 0,
    spf: spfs?.[row] ?? 0,
    dkimFailed: dkimFaults?.[row] ?? 0,
  });
}

/** Own hosts greet from inside; who greets with an address has that one, but for address translation. */
function greetingSigns({ address }: HeloFacts, isOwn: boolean, { isOutside, bytes }: SourceFacts): number {
  const own = isOwn && isOutside ? HELO_OWN : 0;
  if (address === undefined || bytes === undefined || !isOutside) return own;
  return own + (address.every((byte, at) => byte === bytes[at]) ? 0 : HELO_OTHER);
}

function contextOf(
  from: Sender | undefined,
  envelope: EnvelopeFacts | undefined,
  replyTo: FromFacts | undefined,
  helo: HeloFacts | undefined,
  isFromOutside: boolean,
  greeting: number,
): Context {
  if (from === undefined) {
    return {
      hasFrom: false,
      isReadable: envelope !== undefined || replyTo !== undefined,
      signs: transportSigns(envelope, helo) + greeting,
      unalignedAuthor: undefined,
      isUnalignedWithout: false,
      isForwarded: false,
    };
  }
  const { isOwn, isPartner } = from;
  const { isForwarded, isUnalignedWithout, signs, unalignedAuthor } = evidenceSigns({
    from,
    isOwn,
    isPartner,
    isFromOutside,
    envelope,
    helo,
    replyTo,
    greetingSigns: greeting,
  });
  return { hasFrom: true, isReadable: true, signs, unalignedAuthor, isUnalignedWithout, isForwarded };
}
