import { mailDate } from '../calendar';
import type { Identifiers } from '../identifiers';
import type { Draws } from '../random';
import { FILE_KINDS } from './file-kinds';

/** A part of a message's body; those with a name are attachments. */
export interface Part {
  readonly mime: string;
  readonly name?: string;
  readonly bytes: number;
  /** What its hashes are made of: the same content has the same. */
  readonly content: string;
}

/** A Received header: its text, and the address of the machine the message came from. */
export interface Received {
  readonly text: string;
  readonly address: string;
}

/** What the receiver's checks find out about a message from outside. */
export interface Proof {
  readonly spf: 'Pass' | 'Fail' | 'Softfail' | 'None';
  readonly dkim: 'pass' | 'fail' | 'none';
  readonly dmarc: 'pass' | 'fail' | 'none';
  /** Points of the spam filter; 6 marks it as spam, 15 refuses it. */
  readonly score: number;
  /** A domain in its links that is on a list of the filter's. */
  readonly listedLink?: string;
}

/** A message with its envelope. */
export interface Message {
  readonly id: string;
  /** Envelope sender, empty for bounces. */
  readonly sender: string;
  /** Envelope recipients. */
  readonly recipients: readonly string[];
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly replyTo?: string;
  readonly inReplyTo?: string;
  readonly subject: string;
  readonly date: string;
  readonly userAgent?: string;
  readonly originatingIp?: string;
  /** The latest first, as they stand in the message. */
  readonly received: readonly Received[];
  readonly parts: readonly Part[];
  /** Size with headers and encoded parts. */
  readonly bytes: number;
  readonly proof: Proof;
}

export const CLEAN: Proof = { spf: 'Pass', dkim: 'pass', dmarc: 'pass', score: -1.2 };

const HEADER_BYTES = 900;
/** Base64 with its line ends makes three bytes into about 4.11. */
const ENCODED_SHARE = 1.37;

/** Text of a header as it stands in the message: RFC 2047 in UTF-8 where it is not ASCII. */
function encodedWord(text: string): string {
  const isAscii = /^[\x20-\x7e]*$/.test(text);
  return isAscii ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
}

/** A name and address as they stand in a From or To header. */
export function mailbox(name: string, address: string): string {
  const isPlain = /^[\w .'-]*$/.test(name);
  const shown = encodedWord(name);
  return shown === name && !isPlain ? `"${name}" <${address}>` : `${shown} <${address}>`;
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

export const localPart = (address: string): string => address.slice(0, Math.max(0, address.lastIndexOf('@')));

/** The text of a body, with an HTML twin as a rule. */
export function bodyParts(draws: Draws, bytes: number, htmlShare = 0.7): Part[] {
  const plain = { mime: 'text/plain', bytes, content: draws.hex(8) };
  if (!draws.chance(htmlShare)) return [plain];
  return [plain, { mime: 'text/html', bytes: bytes * draws.between(3, 9), content: draws.hex(8) }];
}

/** A file of a kind of FILE_KINDS, under a name. */
export function attachment(draws: Draws, extension: string, name: string, bytes?: number): Part {
  const { mime, low, high } = FILE_KINDS[extension]!;
  return { mime, name, bytes: bytes ?? draws.skewed(low, high), content: draws.hex(8) };
}

/** Size of a message with these parts and recipients in its headers. */
function messageBytes(parts: readonly Part[], recipients: number): number {
  const bodies = parts.map(({ name, bytes }) => (name === undefined ? bytes : bytes * ENCODED_SHARE) + 160);
  return Math.round(HEADER_BYTES + recipients * 32 + bodies.reduce((sum, bytes) => sum + bytes, 0));
}

/** A Message-ID in the manner of the program that sends it. */
export function messageId(ids: Identifiers, userAgent: string | undefined, domain: string): string {
  if (userAgent?.startsWith('Microsoft')) return `${ids.hex(12)}$${ids.hex(8)}$${ids.hex(8)}$@${domain}`;
  if (userAgent?.startsWith('Apple')) return `${ids.uuid().toUpperCase()}@${domain}`;
  if (userAgent === undefined) return `${ids.hex(8)}.${ids.text(10)}@${domain}`;
  return `${ids.uuid()}@${domain}`;
}

/** What a message is made of; the rest has usual values. */
export interface Draft {
  readonly time: number;
  readonly zone: number;
  readonly sender: string;
  /** From's text; the sender's address when absent. */
  readonly from?: string;
  readonly recipients: readonly string[];
  /** To's mailboxes; the recipients when absent. */
  readonly to?: readonly string[];
  readonly cc?: readonly string[];
  readonly replyTo?: string;
  readonly inReplyTo?: string;
  readonly subject: string;
  readonly userAgent?: string;
  /** The Message-ID without brackets; one in the manner of the program when absent. */
  readonly id?: string;
  readonly originatingIp?: string;
  readonly received?: readonly Received[];
  readonly parts: readonly Part[];
  readonly proof?: Proof;
}

/** The message of a draft. */
export function compose(ids: Identifiers, draft: Draft): Message {
  const { time, zone, parts, recipients, sender, userAgent } = draft;
  const made: Message = {
    id: draft.id ?? messageId(ids, userAgent, domainOf(sender)),
    sender,
    recipients,
    from: draft.from ?? sender,
    to: draft.to ?? recipients,
    cc: draft.cc ?? [],
    subject: encodedWord(draft.subject),
    date: mailDate(time, zone),
    received: draft.received ?? [],
    parts,
    bytes: messageBytes(parts, recipients.length),
    proof: draft.proof ?? CLEAN,
    ...(draft.replyTo !== undefined && { replyTo: draft.replyTo }),
    ...(draft.inReplyTo !== undefined && { inReplyTo: draft.inReplyTo }),
    ...(userAgent !== undefined && { userAgent }),
    ...(draft.originatingIp !== undefined && { originatingIp: draft.originatingIp }),
  };
  return made;
}
