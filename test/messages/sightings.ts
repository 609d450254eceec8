import { elements, zeekRows } from '../samples/company-logs';
import type { WholeMessage } from './whole-messages';

/** A message as a reader of smtp.log sees it. */
interface Sighting {
  readonly time: number;
  readonly client: string;
  readonly server: string;
  readonly sender: string;
  readonly messageId: string;
  readonly words: readonly string[];
  readonly isTaken: boolean;
}

/** Seconds between the two logs up to which refused mail is the same, and from which on it is not. */
const NEAR = 30;
const FAR = 90;

const bare = (address: string): string => address.replace(/[<>]/g, '').toLowerCase();

/** The rows of smtp.log that say of a whole message what became of it. */
export function sightingsOf(log: string): Sighting[] {
  return zeekRows(log).flatMap((row): Sighting[] => {
    const reply = row['last_reply'] ?? '';
    const headers = ['date', 'from', 'subject', 'msg_id', 'fuids'].filter(
      (name) => (row[name] ?? '(empty)') !== '(empty)',
    );
    const isTaken = reply.startsWith('250') && headers.length > 0;
    const isRefused = /^(4|5[1-9]|50[149])/.test(reply);
    if (elements(row['rcptto']).length === 0 || !(isTaken || isRefused)) return [];
    return [
      {
        time: Number(row['ts']),
        client: row['id.orig_h']!,
        server: row['id.resp_h']!,
        sender: bare(row['mailfrom'] ?? ''),
        messageId: (row['msg_id'] ?? '').replace(/^<|>$/g, ''),
        words: reply.split(/[\s=]+/),
        isTaken,
      },
    ];
  });
}

/** Whether the server's answer named the message by its queue id, or it went between two of the same hosts under its Message-ID. */
function isNamed({ hops }: WholeMessage, { words, messageId, client, server }: Sighting): boolean {
  return hops.some((hop) => {
    if (hop.messageId === '' || hop.messageId !== messageId) return false;
    const ids = [hop.id ?? '', ...hop.handedTo];
    return words.some((word) => ids.includes(word)) || hop.src === client || hop.servers.has(server);
  });
}

function secondsApart({ first }: WholeMessage, row: Sighting): number {
  const isSame = first.src.toLowerCase() === row.client && first.sender.toLowerCase() === row.sender;
  return isSame && row.sender !== '' ? Math.abs(first.time - row.time) : Number.POSITIVE_INFINITY;
}

/** Whether a sensor saw the message too; undefined where the times are neither near nor far. */
export function isSeen(message: WholeMessage, sightings: readonly Sighting[]): boolean | undefined {
  const isDelivered = [...message.last.recipients.values()].includes('sent');
  const rows = sightings.filter(({ isTaken }) => isTaken || !isDelivered);
  if (message.first.messageId !== '') return rows.some((row) => isNamed(message, row));
  const refused = rows.filter(({ isTaken }) => !isTaken);
  const apart = Math.min(...refused.map((row) => secondsApart(message, row)));
  return apart <= NEAR || (apart > FAR ? false : undefined);
}
