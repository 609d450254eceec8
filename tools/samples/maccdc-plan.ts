import type { ReplyName } from './maccdc-servers';

/** Sessions of one kind: how they greet, what they try, and how many ended with which reply. */
export interface Sessions {
  readonly helo?: string;
  readonly replies: { readonly [name in ReplyName | 'none']?: number };
  /** One server a session, in time order, without the leading `192.168.`; absent: dealt from what the servers have left. */
  readonly servers?: readonly string[];
  readonly mailfrom?: string;
  /** Taken in turn. */
  readonly rcptto?: readonly string[];
  readonly subject?: string;
}

/** What one source did in one stretch of time. */
export interface Scan {
  readonly source: string;
  readonly start: string;
  readonly seconds: number;
  readonly sessions: readonly Sessions[];
}

const NMAP = 'nmap.scanme.org';
const POSTFIX_SIX = ['21.102', '22.102', '23.102', '24.102', '25.102', '26.102'];
const NESSUS_NINE = [
  '21.102',
  '22.102',
  '22.202',
  '22.203',
  '23.102',
  '24.102',
  '25.102',
  '26.102',
  '229.251',
];
const INJECTION = ['root+:"|sleep 5 #"'];
const RELAY_TEST = { mailfrom: '<nobody@example.com>', rcptto: ['<nobody@example.org>'] };
const MAILBOX_GUESSES = [
  '<root@example.net>',
  '<admin@example.net>',
  '<postmaster@example.net>',
  '<test@example.net>',
];

const nmap = (servers: readonly string[], replies: Sessions['replies']): Sessions => ({
  helo: NMAP,
  servers,
  replies,
});

const injection = (source: string, servers: readonly string[], replies: Sessions['replies']): Sessions => ({
  helo: 'example.com',
  servers,
  replies,
  mailfrom: `<root@[${source}]>`,
  rcptto: INJECTION,
});

/** Every session of the twin: the one assignment of rows that this project chose among those that fit the claims. */
export const SCANS: readonly Scan[] = [
  {
    source: '192.168.202.79',
    start: '2012-03-16T13:41:07.310Z',
    seconds: 95,
    sessions: [
      nmap(['21.102', '21.102', '22.102', '22.102', '22.202', '22.203', '23.203', '24.203'], {
        '221': 5,
        '502': 1,
        '250 hello': 2,
      }),
    ],
  },
  {
    source: '192.168.202.100',
    start: '2012-03-16T14:05:52.040Z',
    seconds: 40,
    sessions: [
      nmap(['22.102'], { '221': 1 }),
      { helo: 'scanner.example.net', replies: { '221': 1, '502': 1 } },
    ],
  },
  {
    source: '192.168.202.108',
    start: '2012-03-16T15:22:31.780Z',
    seconds: 260,
    sessions: [
      nmap(['21.203', '25.203', '26.203', '27.203', '28.203'], { '221': 4, '421': 1 }),
      { helo: 'scanner.example.net', replies: { '221': 3, '250 hello': 1, '500': 1 } },
      { replies: { '220': 1 } },
    ],
  },
  {
    source: '192.168.202.138',
    start: '2012-03-16T17:48:15.930Z',
    seconds: 1320,
    sessions: [
      { helo: 'nessus', servers: ['27.102'], replies: { '221': 1 } },
      { helo: 'mail.nessus.org', servers: ['27.102'], replies: { '550': 1 }, ...RELAY_TEST },
      injection('192.168.202.138', ['26.102'], { '250 recipient': 1 }),
      { helo: 'example.com', replies: { '221': 2, '250 hello': 2 } },
      { helo: 'example.org', replies: { '502': 2 } },
      { helo: '[192.168.202.138]', replies: { '503': 2 } },
    ],
  },
  {
    source: '192.168.202.136',
    start: '2012-03-16T19:12:44.500Z',
    seconds: 15,
    sessions: [nmap(['21.203'], { '221': 1 }), { replies: { '503': 1 } }],
  },
  {
    source: '192.168.202.112',
    start: '2012-03-16T20:31:02.120Z',
    seconds: 600,
    sessions: [{ helo: 'client.example.org', replies: { '221': 1, '250 hello': 1 } }],
  },
  {
    source: '192.168.202.110',
    start: '2012-03-17T13:04:18.660Z',
    seconds: 5400,
    sessions: [
      { helo: 'nessus', servers: [...NESSUS_NINE, '22.102'], replies: { '221': 5, '500': 2, '502': 3 } },
      {
        helo: 'mail.nessus.org',
        servers: NESSUS_NINE,
        replies: { '221': 1, '250 recipient': 3, '530': 1, '550': 2, '554': 2 },
        ...RELAY_TEST,
      },
      injection('192.168.202.110', [...POSTFIX_SIX, '22.102'], { '250 recipient': 7 }),
      injection('192.168.202.110', ['27.102', '28.102'], { '451': 2 }),
      injection('192.168.202.110', ['229.251'], { '501': 1 }),
      { helo: 'example.com', replies: { '221': 8, '250 hello': 4, '502': 6, '503': 3 } },
      { helo: 'example.com', replies: { '250 sender': 4 }, mailfrom: '<>' },
      { helo: 'example.org', replies: { '221': 12, '250 hello': 6, '502': 9, '503': 3 } },
      { helo: '[192.168.202.110]', replies: { '250 hello': 4, '501': 2, '503': 3 } },
      { helo: '192.168.202.110', replies: { '221': 4, '250 hello': 2 } },
      { helo: 'localhost', replies: { '221': 3, '502': 2 } },
      { helo: 'mail.example.net', replies: { '221': 1 } },
      {
        helo: 'mail.example.net',
        replies: { '250 queued': 4 },
        mailfrom: '<scanner@example.net>',
        rcptto: ['<postmaster@example.com>'],
        subject: 'Mail server test',
      },
      { replies: { '220': 2 } },
    ],
  },
  {
    source: '192.168.202.79',
    start: '2012-03-17T14:50:33.090Z',
    seconds: 420,
    sessions: [
      { helo: 'example.com', replies: { '221': 2 } },
      { helo: 'example.org', replies: { '221': 3 } },
      { helo: '192.168.202.79', replies: { '502': 2, '503': 1 } },
      { replies: { '220': 1 } },
    ],
  },
  {
    source: '192.168.204.45',
    start: '2012-03-17T16:17:20.450Z',
    seconds: 48,
    sessions: [
      nmap([...POSTFIX_SIX, '27.102', '28.102', '22.202', '22.203', '229.251'], {
        '221': 8,
        '502': 2,
        '250 hello': 1,
      }),
    ],
  },
  {
    source: '192.168.204.45',
    start: '2012-03-17T16:25:02.870Z',
    seconds: 1500,
    sessions: [
      { helo: 'localhost', replies: { '221': 2, '250 hello': 1 } },
      { helo: 'test.example.net', replies: { '221': 2 } },
      {
        helo: 'test.example.net',
        replies: { '250 recipient': 4 },
        mailfrom: '<test@example.net>',
        rcptto: MAILBOX_GUESSES,
      },
      { helo: '[192.168.204.45]', replies: { '221': 2, '502': 3 } },
      { helo: 'example.com', replies: { '221': 2 } },
      { replies: { '220': 1, none: 1 } },
    ],
  },
  {
    source: '192.168.203.45',
    start: '2012-03-17T18:02:11.200Z',
    seconds: 30,
    sessions: [nmap(['21.202', '23.202', '229.251'], { '221': 2, '250 hello': 1 }), { replies: { none: 1 } }],
  },
  {
    source: '192.168.202.96',
    start: '2012-03-17T18:40:09.640Z',
    seconds: 300,
    sessions: [{ helo: 'client.example.org', replies: { '221': 1, '250 hello': 1 } }],
  },
  {
    source: '192.168.203.61',
    start: '2012-03-17T19:58:47.010Z',
    seconds: 1,
    sessions: [nmap(['28.102'], { '221': 1 })],
  },
  {
    // The one time of day that a write-up shows: 1332014962.270000.
    source: '192.168.203.61',
    start: '2012-03-17T20:09:22.270Z',
    seconds: 0,
    sessions: [{ helo: 'localhost', replies: { '221': 1 } }],
  },
];
