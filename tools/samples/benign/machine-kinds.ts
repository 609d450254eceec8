import { attachment, bodyParts, type Part } from '../mail/message';
import type { Draws } from '../random';

/** A kind of machine that sends mail by itself through the company's server. */
export interface MachineKind {
  readonly kind: string;
  readonly technique: string;
  /** Machines of the kind, by name. */
  readonly hosts: readonly string[];
  /** Local part of the sender; `{host}` stands for the machine. */
  readonly sender: string;
  readonly subjects: readonly string[];
  /** Messages a day: so many at least, and so many for each employee. */
  readonly perDay: readonly [atLeast: number, perEmployee: number];
  /** Minutes between messages of a machine that keeps time to the second, instead of a rate. */
  readonly everyMinutes?: number;
  readonly hours: 'office' | 'always';
  readonly recipients: 'customers' | 'staff' | 'support' | 'root' | 'on-call';
  readonly userAgent?: string;
  readonly parts: (draws: Draws) => Part[];
}

const short = (draws: Draws): Part[] => bodyParts(draws, draws.between(200, 1_500), 0);
const pretty = (draws: Draws): Part[] => bodyParts(draws, draws.between(400, 2_000), 1);

/** Every kind of machine of the company. */
export const MACHINE_KINDS: readonly MachineKind[] = [
  {
    kind: 'benign_relay',
    technique: 'order confirmations of an application server',
    hosts: ['erp'],
    sender: 'orders',
    subjects: ['Your order {n} is confirmed', 'Delivery note {n}', 'Invoice {n}'],
    perDay: [25, 0.8],
    hours: 'office',
    recipients: 'customers',
    userAgent: 'OrderMailer 4.2',
    parts: (draws) => [
      ...pretty(draws),
      attachment(
        draws,
        'pdf',
        `Document_${draws.between(10_000, 99_999)}.pdf`,
        draws.between(20_000, 90_000),
      ),
    ],
  },
  {
    kind: 'benign_ticket_system',
    technique: 'one subject shape for every ticket',
    hosts: ['tickets'],
    sender: 'support',
    subjects: [
      '[#{n}] We have received your request',
      '[#{n}] Your request was answered',
      '[#{n}] Your request was closed',
    ],
    perDay: [12, 0.5],
    hours: 'office',
    recipients: 'customers',
    userAgent: 'TicketDesk 7.1',
    parts: pretty,
  },
  {
    kind: 'benign_scanner_to_mail',
    technique: 'printers that mail scans without a log-in',
    hosts: ['printer-1', 'printer-2', 'printer-3'],
    sender: 'scan-{host}',
    subjects: ['Scan from {host}', 'Message from {host}'],
    perDay: [8, 0.3],
    hours: 'office',
    recipients: 'staff',
    parts: (draws) => [
      ...bodyParts(draws, 120, 0),
      attachment(draws, 'pdf', `SCN_${draws.between(100_000, 999_999)}.pdf`, draws.skewed(90_000, 9_000_000)),
    ],
  },
  {
    kind: 'benign_cron',
    technique: 'reports of cron at fixed minutes',
    hosts: ['db1', 'web1', 'backup1'],
    sender: 'root',
    subjects: [
      'Cron <root@{host}> /usr/local/bin/backup --quiet',
      'Cron <root@{host}> /etc/cron.hourly/check',
    ],
    perDay: [0, 0],
    everyMinutes: 120,
    hours: 'always',
    recipients: 'root',
    parts: short,
  },
  {
    kind: 'benign_beacon',
    technique: 'a monitor that reports to a mailbox outside at equal intervals',
    hosts: ['monitor'],
    sender: 'monitor',
    subjects: ['OK: all services are up'],
    perDay: [0, 0],
    everyMinutes: 45,
    hours: 'always',
    recipients: 'on-call',
    parts: (draws) => bodyParts(draws, 412 + draws.between(0, 3), 0),
  },
];
