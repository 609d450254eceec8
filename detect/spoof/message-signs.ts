import type { EnvelopeFacts, HeloFacts } from './envelope-signs';
import { isFreeMail } from './free-mail';
import type { FromFacts } from './from-signs';
import { readMessageId } from './message-id';
import { organisationalDomain } from './organisational-domain';
import { bitOf } from './signs';

/** What is known of one message; `undefined` where the message shows nothing. */
export interface Evidence {
  readonly from: FromFacts;
  readonly isOwn: boolean;
  readonly isFromOutside: boolean;
  readonly envelope: EnvelopeFacts | undefined;
  readonly helo: HeloFacts | undefined;
  readonly replyTo: FromFacts | undefined;
  readonly messageId: string | undefined;
  /** Whether the rows have a field for it at all: only then is its absence a sign. */
  readonly canShowMessageId: boolean;
}

const OWN_FROM_OUTSIDE = bitOf('own_domain_from_outside');
const OWN_THROUGH_LIST = bitOf('own_domain_through_list');
const REPLY_TO_FREE_MAIL = bitOf('reply_to_free_mail');
const REPLY_TO_OTHER_FREE_MAIL = bitOf('reply_to_other_free_mail');
const ID_ABSENT = bitOf('message_id_absent');
const ID_MALFORMED = bitOf('message_id_malformed');
const NOTHING_ALIGNED = bitOf('nothing_aligned');
const ENVELOPE_ROLE = bitOf('envelope_role');
const ENVELOPE_WITH_HELO = bitOf('envelope_with_helo');

/** The signs of envelope and HELO by themselves; a list or forwarder greets for mail that it did not write. */
export function transportSigns(envelope: EnvelopeFacts | undefined, helo: HeloFacts | undefined): number {
  return (envelope?.signs ?? 0) + (envelope?.isForwarder ? 0 : (helo?.signs ?? 0));
}

/** All signs of one message: those of each header by itself, and those of headers held against each other. */
export function messageSigns(evidence: Evidence): number {
  const { canShowMessageId, from, messageId } = evidence;
  let signs = from.signs + transportSigns(evidence.envelope, evidence.helo);
  signs += ownSigns(evidence) + replyToSigns(from, evidence.replyTo);
  let idOrganisation: string | undefined;
  if (messageId === undefined) signs += canShowMessageId ? ID_ABSENT : 0;
  else {
    const id = readMessageId(messageId);
    if (id.isAbsent) signs += ID_ABSENT;
    if (id.isMalformed) signs += ID_MALFORMED;
    idOrganisation = id.domain?.includes('.') ? organisationalDomain(id.domain) : undefined;
  }
  return signs + alignmentSigns(evidence, idOrganisation);
}

function ownSigns({ envelope, isFromOutside, isOwn }: Evidence): number {
  if (!isOwn || !isFromOutside) return 0;
  return envelope?.isForwarder ? OWN_THROUGH_LIST : OWN_FROM_OUTSIDE;
}

function replyToSigns(from: FromFacts, replyTo: FromFacts | undefined): number {
  const organisation = replyTo?.organisation;
  if (organisation === undefined || from.organisation === undefined || !isFreeMail(organisation)) return 0;
  if (!from.isFreeMail) return REPLY_TO_FREE_MAIL;
  return replyTo?.header.address === from.header.address ? 0 : REPLY_TO_OTHER_FREE_MAIL;
}

/** From ≠ MAIL FROM alone is no sign: lists and mail services make it the rule in honest mail. */
function alignmentSigns({ envelope, from, helo }: Evidence, idOrganisation: string | undefined): number {
  const author = from.organisation;
  const sender = envelope?.organisation;
  if (author === undefined || sender === undefined || sender === author) return 0;
  if (envelope?.isForwarder) return 0;
  const greeting = helo?.organisation;
  let signs = 0;
  const isWitnessed = greeting !== undefined || idOrganisation !== undefined;
  if (isWitnessed && greeting !== author && idOrganisation !== author) signs += NOTHING_ALIGNED;
  if (envelope?.isRole) signs += ENVELOPE_ROLE;
  if (sender === greeting) signs += ENVELOPE_WITH_HELO;
  return signs;
}
