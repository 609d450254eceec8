import type { EnvelopeFacts, HeloFacts } from './envelope-signs';
import { isFreeMail } from './free-mail';
import type { FromFacts } from './from-signs';
import { readMessageId } from './message-id';
import { bitOf } from './signs';

/** What is known of one message but its Message-ID; `undefined` where the message shows nothing. */
export interface Evidence {
  readonly from: FromFacts;
  readonly isOwn: boolean;
  readonly isPartner: boolean;
  readonly isFromOutside: boolean;
  readonly envelope: EnvelopeFacts | undefined;
  readonly helo: HeloFacts | undefined;
  readonly replyTo: FromFacts | undefined;
  /** Signs of the greeting held against own names and the source. */
  readonly greetingSigns: number;
}

/** The signs of such evidence, and the question that it leaves to the Message-ID. */
export interface EvidenceSigns {
  readonly signs: number;
  /** The organisation of From when only the Message-ID can still be in its domain; undefined when it does not matter. */
  readonly unalignedAuthor: string | undefined;
  /** Whether nothing is aligned even when the message has no Message-ID to say so. */
  readonly isUnalignedWithout: boolean;
  /** Whether a list or forwarder brought it, which breaks SPF and DKIM of honest mail. */
  readonly isForwarded: boolean;
}

const OWN_FROM_OUTSIDE = bitOf('own_domain_from_outside');
const OWN_THROUGH_LIST = bitOf('own_domain_through_list');
const REPLY_TO_ELSEWHERE = bitOf('reply_to_elsewhere');
const REPLY_TO_FREE_MAIL = bitOf('reply_to_free_mail');
const REPLY_TO_OTHER_FREE_MAIL = bitOf('reply_to_other_free_mail');
const ID_ABSENT = bitOf('message_id_absent');
const ID_MALFORMED = bitOf('message_id_malformed');
const NOTHING_ALIGNED = bitOf('nothing_aligned');
const USER_AGENT_FORGED = bitOf('user_agent_forged');
const DMARC_FAILED = bitOf('dmarc_failed');
const SPF_FAILED = bitOf('spf_failed');
const DKIM_FAILED = bitOf('dkim_failed');
const ENVELOPE_ROLE = bitOf('envelope_role');
const ENVELOPE_WITH_HELO = bitOf('envelope_with_helo');

/** The signs of envelope and HELO by themselves; a list or forwarder greets for mail that it did not write. */
export function transportSigns(envelope: EnvelopeFacts | undefined, helo: HeloFacts | undefined): number {
  return (envelope?.signs ?? 0) + (envelope?.isForwarder ? 0 : (helo?.signs ?? 0));
}

/** All signs but those of the Message-ID: of each header by itself, and of headers held against each other. */
export function evidenceSigns(evidence: Evidence): EvidenceSigns {
  const { envelope, from, helo } = evidence;
  const isForwarded = envelope?.isForwarder === true;
  const signs = from.signs + transportSigns(envelope, helo) + ownSigns(evidence) + evidence.greetingSigns;
  const withReplyTo = signs + replyToSigns(evidence);
  const author = from.organisation;
  if (!isOfOthers(envelope, author)) {
    return { signs: withReplyTo, unalignedAuthor: undefined, isUnalignedWithout: false, isForwarded };
  }
  const greeting = helo?.organisation;
  return {
    signs: withReplyTo + envelopeSigns(envelope, greeting),
    unalignedAuthor: greeting === author ? undefined : author,
    isUnalignedWithout: greeting !== undefined && greeting !== author,
    isForwarded,
  };
}

/** The signs that a Message-ID adds; its absence is one only where the rows have a field for it at all. */
export function messageIdSigns(
  { isUnalignedWithout, unalignedAuthor }: EvidenceSigns,
  messageId: string | undefined,
  canShowMessageId: boolean,
): number {
  const withoutAny = isUnalignedWithout ? NOTHING_ALIGNED : 0;
  if (messageId === undefined) return canShowMessageId ? withoutAny + ID_ABSENT : withoutAny;
  const { isAbsent, isMalformed, organisation } = readMessageId(messageId);
  if (isAbsent) return withoutAny + ID_ABSENT;
  if (isMalformed) return withoutAny + ID_MALFORMED;
  if (organisation === undefined) return withoutAny;
  return unalignedAuthor === undefined || organisation === unalignedAuthor ? 0 : NOTHING_ALIGNED;
}

/** Results of authentication, as the first letters of their words ("fail", "softfail", "pass"); 0 where there is none. */
export interface AuthenticationLetters {
  readonly dmarc: number;
  readonly spf: number;
  /** Of why no DKIM signature is valid: "no signature data" of OpenDKIM says that there is none. */
  readonly dkimFailed: number;
}

const LETTER_F = 'f'.charCodeAt(0);
const LETTER_N = 'n'.charCodeAt(0);
const LOWER_CASE = 0x20;

const hasFailed = (letter: number): boolean => (letter | LOWER_CASE) === LETTER_F;

/** The signs of failed authentication: none for a forwarded message; "softfail", "none" and no signature are no failure. */
export function authenticationSigns({ dmarc, spf, dkimFailed }: AuthenticationLetters): number {
  return (
    (hasFailed(dmarc) ? DMARC_FAILED : 0) +
    (hasFailed(spf) ? SPF_FAILED : 0) +
    (dkimFailed === 0 || dkimFailed === LETTER_N ? 0 : DKIM_FAILED)
  );
}

/** The sign of a Message-ID that the mail program which is named does not make; what the receiver put in counts for none. */
export function userAgentSigns(ids: RegExp | undefined, messageId: string | undefined): number {
  if (ids === undefined || messageId === undefined || ids.test(messageId)) return 0;
  return readMessageId(messageId).isAbsent ? 0 : USER_AGENT_FORGED;
}

function ownSigns({ envelope, isFromOutside, isOwn }: Evidence): number {
  if (!isOwn || !isFromOutside) return 0;
  return envelope?.isForwarder ? OWN_THROUGH_LIST : OWN_FROM_OUTSIDE;
}

function replyToSigns({ envelope, from, isPartner, replyTo }: Evidence): number {
  const organisation = replyTo?.organisation;
  if (organisation === undefined || from.organisation === undefined) return 0;
  if (isFreeMail(organisation)) {
    if (!from.isFreeMail) return REPLY_TO_FREE_MAIL;
    return replyTo?.header.address === from.header.address ? 0 : REPLY_TO_OTHER_FREE_MAIL;
  }
  const isElsewhere = organisation !== from.organisation && organisation !== envelope?.organisation;
  return isPartner && isElsewhere && envelope?.isForwarder !== true ? REPLY_TO_ELSEWHERE : 0;
}

/** From ≠ MAIL FROM alone is no sign: lists and mail services make it the rule in honest mail. */
function isOfOthers(
  envelope: EnvelopeFacts | undefined,
  author: string | undefined,
): envelope is EnvelopeFacts {
  const sender = envelope?.organisation;
  if (author === undefined || sender === undefined || sender === author) return false;
  return envelope?.isForwarder === false;
}

function envelopeSigns(envelope: EnvelopeFacts, greeting: string | undefined): number {
  const role = envelope.isRole ? ENVELOPE_ROLE : 0;
  return envelope.organisation === greeting ? role + ENVELOPE_WITH_HELO : role;
}
