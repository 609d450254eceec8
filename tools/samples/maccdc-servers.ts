type Mta = 'postfix' | 'sendmail' | 'exchange';

/** A mail server of the exercise: its address, the software it answers with, and how many rows of the log it has. */
export interface Server {
  readonly address: string;
  readonly mta: Mta;
  readonly rows: number;
}

const server = (tail: string, mta: Mta, rows: number): Server => ({ address: `192.168.${tail}`, mta, rows });

/** The 20 servers; the first five and their rows are claimed by the write-ups, the others are chosen. */
export const SERVERS: readonly Server[] = [
  server('22.102', 'postfix', 24),
  server('229.251', 'exchange', 19),
  server('21.102', 'postfix', 18),
  server('22.203', 'sendmail', 16),
  server('22.202', 'exchange', 15),
  server('23.102', 'postfix', 12),
  server('24.102', 'postfix', 11),
  server('25.102', 'postfix', 10),
  server('26.102', 'postfix', 9),
  server('27.102', 'postfix', 9),
  server('28.102', 'postfix', 8),
  server('21.203', 'sendmail', 8),
  server('23.203', 'sendmail', 7),
  server('24.203', 'sendmail', 6),
  server('25.203', 'sendmail', 6),
  server('26.203', 'sendmail', 5),
  server('27.203', 'sendmail', 4),
  server('28.203', 'sendmail', 3),
  server('21.202', 'exchange', 2),
  server('23.202', 'exchange', 2),
];

/** What each software says after a reply code and, for 250, the stage of the session: Zeek's `last_reply`. */
export const REPLIES = {
  '220': {
    postfix: '220 mail.example.com ESMTP Postfix',
    sendmail: '220 mail.example.net ESMTP Sendmail',
    exchange: '220 mail.example.org ESMTP ready',
  },
  '221': {
    postfix: '221 2.0.0 Bye',
    sendmail: '221 2.0.0 Closing',
    exchange: '221 2.0.0 Goodbye',
  },
  '250 hello': { postfix: '250 DSN', sendmail: '250 HELP', exchange: '250 CHUNKING' },
  '250 sender': { postfix: '250 2.1.0 Ok', sendmail: '250 2.1.0 Sender ok', exchange: '250 2.1.0 Sender OK' },
  '250 recipient': {
    postfix: '250 2.1.5 Ok',
    sendmail: '250 2.1.5 Recipient ok',
    exchange: '250 2.1.5 Recipient OK',
  },
  '250 queued': {
    postfix: '250 2.0.0 Ok: queued',
    sendmail: '250 2.0.0 Message accepted for delivery',
    exchange: '250 2.6.0 Queued mail for delivery',
  },
  '421': {
    postfix: '421 4.4.2 Timeout exceeded',
    sendmail: '421 4.4.1 Lost input channel',
    exchange: '421 4.4.1 Connection timed out',
  },
  '451': {
    postfix: '451 4.3.0 Temporary lookup failure',
    sendmail: '451 4.3.0 Temporary system failure',
    exchange: '451 4.7.0 Temporary server error',
  },
  '500': {
    postfix: '500 5.5.2 Error: bad syntax',
    sendmail: '500 5.5.1 Command unrecognized',
    exchange: '500 5.3.3 Unrecognized command',
  },
  '501': {
    postfix: '501 5.1.7 Bad sender address syntax',
    sendmail: '501 5.5.4 Syntax error in parameters',
    exchange: '501 5.5.4 Invalid Address',
  },
  '502': {
    postfix: '502 5.5.2 Bad command',
    sendmail: '502 5.7.0 Not allowed',
    exchange: '502 5.3.3 Not implemented',
  },
  '503': {
    postfix: '503 5.5.1 Need MAIL command',
    sendmail: '503 5.0.0 Need MAIL before RCPT',
    exchange: '503 5.5.2 Need mail command',
  },
  '530': {
    postfix: '530 5.7.0 STARTTLS first',
    sendmail: '530 5.7.0 Authentication required',
    exchange: '530 5.7.1 Client was not authenticated',
  },
  '550': {
    postfix: '550 5.1.1 User unknown',
    sendmail: '550 5.7.1 Relaying denied',
    exchange: '550 5.7.1 Unable to relay',
  },
  '554': {
    postfix: '554 5.7.1 Relay access denied',
    sendmail: '554 5.7.1 Transaction failed',
    exchange: '554 5.7.1 Transaction failed',
  },
} as const;

export type ReplyName = keyof typeof REPLIES;
