import type { Company } from '../company/company';
import type { Outside } from '../company/outside';
import type { Identifiers } from '../identifiers';
import type { LogSink } from '../logs/sink';
import type { Draws } from '../random';
import type { Sensor } from '../sensor';
import type { Case } from '../truth';

/** A process that writes to the mail log: its machine, its program, its id. */
export interface Process {
  readonly host: string;
  readonly program: string;
  readonly pid: number;
}

/** What the company's mail servers work with. */
export interface Network {
  readonly company: Company;
  readonly outside: Outside;
  readonly sensor: Sensor;
  readonly maillog: LogSink;
  readonly ids: Identifiers;
  /** For small things: process ids, ports, delays. */
  readonly draws: Draws;
  /** Mailboxes that hand on what they receive, since when, and the case that is of. */
  readonly forwards: Map<string, Forward>;
  /** Mailboxes that answer once to each sender, with the case that is of. */
  readonly absences: Map<string, Absence>;
}

interface Forward {
  readonly to: string;
  readonly since: number;
  readonly truth?: Case | undefined;
}

interface Absence {
  readonly since: number;
  readonly until: number;
  readonly answered: Set<string>;
  readonly truth: Case;
}

/** A process of a program with an id of its own. */
export function processOf({ draws }: Network, host: string, program: string): Process {
  return { host, program, pid: draws.between(1_000, 64_000) };
}

/** Lines of one process stand at least this far apart in the plans; clocks do not tick in whole milliseconds. */
const JITTER_MICROSECONDS = 300;

/** Writes a line of the mail log, counted for a case where it belongs to one. */
export function say(
  { maillog, draws }: Network,
  { host, program, pid }: Process,
  time: number,
  text: string,
  truth: Case | undefined,
): void {
  const at = time + draws.between(0, JITTER_MICROSECONDS);
  maillog.add(at, `${host} ${program}[${pid}]: ${text}`);
  truth?.line('maillog', at);
}

/** Writes a line of Dovecot's master or log-in processes, which name no process id. */
export function sayDovecot(
  { maillog, company, draws }: Network,
  time: number,
  text: string,
  truth: Case | undefined,
): void {
  const at = time + draws.between(0, JITTER_MICROSECONDS);
  maillog.add(at, `${company.servers.imap.short} dovecot: ${text}`);
  truth?.line('maillog', at);
}

/** A port that a client's system deals out. */
export function clientPort({ draws }: Network): number {
  return draws.between(32_768, 60_999);
}

/** Whether an address is of the company's own domain. */
export function isOwn({ company }: Network, address: string): boolean {
  return address.endsWith(`@${company.domain}`);
}
