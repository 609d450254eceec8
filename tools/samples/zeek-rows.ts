import { isInside } from './company/company';
import type { Value } from './logs/columns';
import { seconds } from './logs/zeek';
import type { Message, Part } from './mail/message';
import type { Session } from './mail/session';
import { Draws } from './random';

const PACKET_BYTES = 1400;
const HEADER_BYTES = 52;
/** What servers say before a connection is encrypted. */
export const STARTTLS_REPLIES = [
  '220 2.0.0 Ready to start TLS',
  '220 2.0.0 SMTP server ready',
  '220 TLS go ahead',
];

const PLAIN_ADDRESS = /^[^<,:\s@]+@[^>,;:\s@]+$/;

/** The addresses that Zeek finds in the argument of MAIL or RCPT (Zeek, base/utils/email.zeek): texts without `@` are none. */
export function extracted(recipients: readonly string[]): readonly string[] {
  if (recipients.every((recipient) => PLAIN_ADDRESS.test(recipient))) return recipients;
  const found = recipients.flatMap((recipient) => [
    ...`<${recipient}>`.matchAll(/(?:^|[<,:\s])([^<,:\s@]+@[^>,;\s]+)(?=[>,;\s]|$)/g),
  ]);
  return [...new Set(found.map(([, address]) => address!.replaceAll(/[<>,:;\s]/g, '')))];
}

/** Addresses a message came along: server, client, then what its Received headers name. */
export function pathOf({ server, client }: Session, message: Message | undefined): string[] {
  const path = [server.address, client.address];
  for (const { address } of message?.received ?? []) if (path.at(-1) !== address) path.push(address);
  return path;
}

/** Columns of conn.log after the ends of the connection. */
export function connValues(session: Session): Value[] {
  const { transactions, security, client, server } = session;
  const bodies = transactions.reduce((sum, { message }) => sum + (message?.bytes ?? 0), 0);
  const hello = security === 'plain' ? 0 : 1_900;
  const sent = (session.talkBytes ?? 60 + transactions.length * 90) + bodies + hello;
  const answered = (session.answerBytes ?? 250 + transactions.length * 120) + hello * 2;
  const packetsOut = 6 + Math.ceil(sent / PACKET_BYTES);
  const packetsIn = 6 + Math.ceil(answered / PACKET_BYTES) + Math.floor(packetsOut / 4);
  const isClosed = session.ending === 'quit';
  const service = session.service ?? { plain: 'smtp', starttls: 'smtp,ssl', implicit: 'ssl' }[security];
  return [
    'tcp',
    service,
    seconds(session.length),
    sent,
    answered,
    isClosed ? 'SF' : 'RSTO',
    isInside(client.address),
    isInside(server.address),
    0,
    isClosed ? 'ShAdDaFf' : 'ShAdDaR',
    packetsOut,
    sent + packetsOut * HEADER_BYTES,
    packetsIn,
    answered + packetsIn * HEADER_BYTES,
    undefined,
  ];
}

/** Columns of conn.log for a connection that was not made. */
export function failedValues(session: Pick<Session, 'client' | 'server'>, state: 'S0' | 'REJ'): Value[] {
  const isRefused = state === 'REJ';
  const sides = [isInside(session.client.address), isInside(session.server.address)];
  const counts = isRefused ? [1, 60, 1, 40] : [3, 180, 0, 0];
  const lasted = isRefused ? ['0.004210', 0, 0] : [undefined, undefined, undefined];
  return ['tcp', undefined, ...lasted, state, ...sides, 0, isRefused ? 'Sr' : 'S', ...counts, undefined];
}

/** Columns of ssl.log after the ends of the connection: certificates of TLS 1.3 are encrypted. */
export function sslValues({ suite, server, serverName }: Session): Value[] {
  if (!suite) return [];
  const isOld = suite.zeekVersion !== 'TLSv13';
  const isSelfSigned = server.name.length % 5 === 0;
  return [
    suite.zeekVersion,
    suite.zeekCipher,
    suite.curve === '' ? undefined : suite.curve,
    serverName,
    false,
    undefined,
    undefined,
    true,
    suite.history,
    isOld ? [new Draws('certificate', server.name).hex(64)] : undefined,
    isOld ? [] : undefined,
    isOld && serverName !== undefined ? true : undefined,
    isOld ? (isSelfSigned ? 'self signed certificate' : 'ok') : undefined,
  ];
}

/** Columns of files.log after the ends of the connection, of a part of a message at its place. */
export function fileValues({ mime, name, bytes, content }: Part, place: number, client: string): Value[] {
  const hashes = new Draws(content, bytes);
  return [
    'SMTP',
    place + (name === undefined ? 2 : 1),
    ['MD5', 'SHA1'],
    mime,
    name,
    seconds(Math.floor(bytes / 12)),
    isInside(client),
    true,
    bytes,
    undefined,
    0,
    0,
    false,
    undefined,
    hashes.hex(32),
    hashes.hex(40),
    ...Array<Value>(4).fill(undefined),
  ];
}
