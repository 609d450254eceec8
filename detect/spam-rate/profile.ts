/** What is known of one source once all its messages are counted; times are whole microseconds. */
export interface SourceProfile {
  readonly messages: number;
  /** Messages that show an envelope sender or a recipient; the others are hidden by TLS or never got so far. */
  readonly openMessages: number;
  readonly recipients: number;
  readonly distinctRecipients: number;
  readonly distinctSenders: number;
  readonly distinctSenderDomains: number;
  readonly distinctHelos: number;
  readonly messagesWithHelo: number;
  readonly distinctServers: number;
  /** Refused for now (4xx) or for good (5xx). */
  readonly failed: number;
  /** Refused for good. */
  readonly rejected: number;
  /** Different senders whose local part the client gave as its own name. */
  readonly sendersAsHelo: number;
  readonly messageIds: number;
  /** Message-IDs whose right side is no domain and not the client's name. */
  readonly bareMessageIds: number;
  readonly peakMessages: number;
  readonly peakRecipients: number;
  readonly scannerMessages: number;
  readonly injections: number;
  readonly acceptedInjections: number;
}

/** Fewer readable messages say nothing of their source. */
export const ENOUGH_MESSAGES = 5;
/** A source that gives a new HELO name in every third message changes its identity; an office behind one address does not for long. */
const CHURN_SHARE = 0.3;
export const SENDER_CHURN_SHARE = 0.5;
/** Clients behind one address of an organisation: a sender for nearly each name, of its domain or two, to its server or two. */
const OFFICE = { senderDomains: 2, servers: 2, sendersPerHelo: 0.7 };
/** Spam has 5 to 10 % bounces and more; a relay passes on what others refuse, up to half of it. */
const FAILURE_SHARE = 0.2;
const RELAY_FAILURE_SHARE = 0.5;
/** A device that repeats one refused report has fewer recipients than that. */
const REFUSING_RECIPIENTS = 3;
const BULK_RECIPIENTS = 50;
/** A real bot called itself by its sender's name in half of its messages, and wrote bare Message-IDs in most. */
const SENDERS_AS_HELO_SHARE = 0.2;
const BARE_MESSAGE_ID_SHARE = 0.5;

/** Whether it names itself as scanners do, or tries commands in envelopes. */
export function isScanner(source: SourceProfile): boolean {
  return source.injections > 0 || source.scannerMessages * 10 >= Math.max(source.openMessages, 1);
}

/** Whether its HELO names change. Those of sessions whose senders are hidden say nothing, or an office under TLS would be a bot. */
export function hasHeloChurn(source: SourceProfile): boolean {
  return (
    source.distinctHelos >= 3 &&
    source.distinctHelos >= CHURN_SHARE * source.messagesWithHelo &&
    (source.openMessages >= ENOUGH_MESSAGES || source.rejected >= 3) &&
    !isOffice(source)
  );
}

/** Whether it looks like many clients of one organisation behind one address, each with its own name and sender. */
export function isOffice(source: SourceProfile): boolean {
  return (
    source.distinctSenderDomains <= OFFICE.senderDomains &&
    source.distinctServers <= OFFICE.servers &&
    source.distinctSenders >= OFFICE.sendersPerHelo * source.distinctHelos &&
    !callsItselfBySenders(source) &&
    !hasFailures(source)
  );
}

/** Whether its senders change. Many behind one steady HELO are a relay's nature: they count only beside churn of the HELO or failures. */
export function hasSenderChurn(source: SourceProfile): boolean {
  return (
    source.distinctSenderDomains >= 3 &&
    source.distinctSenders >= SENDER_CHURN_SHARE * source.openMessages &&
    (hasHeloChurn(source) || hasFailures(source))
  );
}

/** Whether so much of it is refused for good as of spam. */
export function hasFailures(source: SourceProfile): boolean {
  const share = isRelay(source) ? RELAY_FAILURE_SHARE : FAILURE_SHARE;
  const isOneReport =
    source.distinctRecipients > 0 &&
    source.distinctRecipients < REFUSING_RECIPIENTS &&
    source.distinctSenders < REFUSING_RECIPIENTS;
  return source.rejected >= 3 && source.rejected >= share * source.messages && !isOneReport;
}

/** Whether it calls itself by the names of its senders. */
export function callsItselfBySenders(source: SourceProfile): boolean {
  return source.sendersAsHelo >= 2 && source.sendersAsHelo >= SENDERS_AS_HELO_SHARE * source.distinctSenders;
}

/** Whether most of its Message-IDs are bare. Old mail programs write them too: they count beside a change of names. */
export function hasBareMessageIds(source: SourceProfile): boolean {
  return (
    source.bareMessageIds >= 3 &&
    source.bareMessageIds >= BARE_MESSAGE_ID_SHARE * source.messageIds &&
    (hasHeloChurn(source) || hasSenderChurn(source))
  );
}

/** Whether it passes on mail of many domains under one name or two. */
export function isRelay(source: SourceProfile): boolean {
  return source.distinctSenderDomains >= 3 && source.distinctHelos <= 2;
}

/** Whether it writes to very many from one domain or two, and few refuse it. */
export function isBulk(source: SourceProfile): boolean {
  return (
    source.distinctSenderDomains <= 2 && source.distinctRecipients >= BULK_RECIPIENTS && !hasFailures(source)
  );
}

/** Recipients of a readable message on average, 0 where none is readable. */
export function recipientsPerMessage(source: SourceProfile): number {
  return source.openMessages === 0 ? 0 : source.recipients / source.openMessages;
}
