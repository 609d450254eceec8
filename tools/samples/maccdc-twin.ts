import { SCANS, type Scan, type Sessions } from './maccdc-plan';
import { REPLIES, type ReplyName, SERVERS, type Server } from './maccdc-servers';
import { seededRandom, shuffled } from './random';

const SEED = 2012;
const SMTP_PORT = 25;
const EPHEMERAL_PORTS = { first: 32768, count: 28232 };
/** The capture's clock ticks in hundredths of a second. */
const TICK_MILLISECONDS = 10;
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const UNSET = '-';
const EMPTY_SET = '(empty)';

type Random = () => number;
type ReplyKey = ReplyName | 'none';

interface Row {
  readonly milliseconds: number;
  readonly source: string;
  readonly server: Server;
  readonly reply: ReplyKey;
  readonly sessions: Sessions;
  readonly turn: number;
}

/** The server of a planned short address; an unknown one is a fault of the plan. */
function serverAt(tail: string): Server {
  const found = SERVERS.find(({ address }) => address === `192.168.${tail}`);
  if (!found) throw new Error(`the plan names a server that is not listed: 192.168.${tail}`);
  return found;
}

/** What every server has left once the planned sessions have taken theirs, shuffled. */
function freeServers(random: Random): Server[] {
  const planned = SCANS.flatMap((scan) => scan.sessions.flatMap(({ servers }) => servers ?? [])).map(
    serverAt,
  );
  const left = SERVERS.flatMap((server) => {
    const count = server.rows - planned.filter((other) => other === server).length;
    if (count < 0) throw new Error(`the plan gives ${server.address} more than its ${server.rows} rows`);
    return Array<Server>(count).fill(server);
  });
  return shuffled(left, random);
}

/** The reply names of some sessions, one for each session. */
function repliesOf(sessions: Sessions): ReplyKey[] {
  return Object.entries(sessions.replies).flatMap(([name, count]) =>
    Array<ReplyKey>(count).fill(name as ReplyKey),
  );
}

function timesOf(scan: Scan, count: number, random: Random): number[] {
  const start = Date.parse(scan.start);
  const ticks = (scan.seconds * 1000) / TICK_MILLISECONDS;
  const offsets = Array.from({ length: count }, () => Math.floor(random() * (ticks + 1)) * TICK_MILLISECONDS);
  return offsets.map((offset) => start + offset).sort((a, b) => a - b);
}

function rowsOf(scan: Scan, free: Server[], random: Random): Row[] {
  return scan.sessions.flatMap((sessions) => {
    const replies = shuffled(repliesOf(sessions), random);
    const servers = sessions.servers?.map(serverAt) ?? free.splice(0, replies.length);
    if (servers.length !== replies.length) {
      throw new Error(
        `${scan.source} ${sessions.helo}: ${servers.length} servers for ${replies.length} replies`,
      );
    }
    const times = timesOf(scan, replies.length, random);
    return replies.map((reply, turn) => ({
      milliseconds: times[turn]!,
      source: scan.source,
      server: servers[turn]!,
      reply,
      sessions,
      turn,
    }));
  });
}

/** An identifier as Bro 2.2 writes them: a letter for the kind, then 17 characters of base 62. */
function identifier(kind: 'C' | 'F', random: Random): string {
  return kind + Array.from({ length: 17 }, () => BASE62[Math.floor(random() * BASE62.length)]).join('');
}

/** Date, From, To, Reply-To, Message-ID, In-Reply-To and Subject of a row, unset where no message was sent. */
function headersOf(row: Row, random: Random): string[] {
  const { subject, mailfrom, rcptto } = row.sessions;
  if (subject === undefined) return Array<string>(7).fill(UNSET);
  const date = new Date(row.milliseconds).toUTCString().replace('GMT', '+0000');
  const id = `<${identifier('C', random)}@${row.sessions.helo}>`;
  return [date, mailfrom ?? UNSET, rcptto?.[0] ?? UNSET, UNSET, id, UNSET, subject];
}

/** A row in the 25 columns of Bro 2.2, from ts to is_webmail. */
function lineOf(row: Row, random: Random): string {
  const { helo, mailfrom, rcptto, subject } = row.sessions;
  const port = EPHEMERAL_PORTS.first + Math.floor(random() * EPHEMERAL_PORTS.count);
  return [
    `${(row.milliseconds / 1000).toFixed(6)}`,
    identifier('C', random),
    row.source,
    port,
    row.server.address,
    SMTP_PORT,
    1,
    helo ?? UNSET,
    mailfrom ?? UNSET,
    rcptto?.[row.turn % rcptto.length] ?? UNSET,
    ...headersOf(row, random),
    UNSET,
    UNSET,
    UNSET,
    row.reply === 'none' ? UNSET : REPLIES[row.reply][row.server.mta],
    `${row.server.address},${row.source}`,
    UNSET,
    subject === undefined ? EMPTY_SET : identifier('F', random),
    'F',
  ].join('\t');
}

/** The synthetic twin of the MACCDC 2012 smtp.log: 194 headerless rows in time order, the same text at every call. */
export function maccdcTwin(): string {
  const random = seededRandom(SEED);
  const free = freeServers(random);
  const rows = SCANS.flatMap((scan) => rowsOf(scan, free, random)).sort(
    (a, b) => a.milliseconds - b.milliseconds,
  );
  return rows.map((row) => `${lineOf(row, random)}\n`).join('');
}
