import { ACTORS, PLANNERS } from './benign/all';
import { staff } from './benign/staff';
import { DAY, isoSecond } from './calendar';
import { companyDomain, makeCompany } from './company/company';
import { makeOutside } from './company/outside';
import type { Person } from './company/people';
import { Identifiers } from './identifiers';
import { planIncidents } from './incidents/plan';
import { CONN_COLUMNS, FILES_COLUMNS, SMTP_COLUMNS, SSL_COLUMNS } from './logs/columns';
import { LogSink, type Output } from './logs/sink';
import { syslogFormat } from './logs/syslog';
import { jsonRow, tsvRow, zeekFormat } from './logs/zeek';
import type { Network } from './mail/network';
import { ownedJson } from './owned-json';
import { Draws } from './random';
import { Sensor } from './sensor';
import type { Settings } from './settings';
import { type LogName, Truth } from './truth';
import { truthJson } from './truth-json';
import { SPAN_LENGTH, type World } from './world';

const ZEEK_COLUMNS = {
  smtp: SMTP_COLUMNS,
  files: FILES_COLUMNS,
  conn: CONN_COLUMNS,
  ssl: SSL_COLUMNS,
} as const;

type Logs = Readonly<Record<LogName, LogSink>>;

function openLogs({ isJson }: Settings, zone: number, output: Output, start: number): Logs {
  const zeek = (name: keyof typeof ZEEK_COLUMNS): LogSink =>
    new LogSink(`${name}.log`, zeekFormat(name, ZEEK_COLUMNS[name], isJson), output, start);
  return {
    smtp: zeek('smtp'),
    files: zeek('files'),
    conn: zeek('conn'),
    ssl: zeek('ssl'),
    maillog: new LogSink('maillog', syslogFormat(zone), output, start),
  };
}

function openSensor({ isJson, seed }: Settings, logs: Logs, ids: Identifiers): Sensor {
  const row = (name: keyof typeof ZEEK_COLUMNS) => (isJson ? jsonRow(ZEEK_COLUMNS[name]) : tsvRow());
  const rows = { smtp: row('smtp'), files: row('files'), conn: row('conn'), ssl: row('ssl') };
  return new Sensor(logs, rows, ids, seed);
}

function openWorld(settings: Settings, output: Output): { world: World; logs: Logs } {
  const { seed, size, tls, days } = settings;
  const domain = companyDomain(new Draws(seed, 'domain'));
  const outside = makeOutside(new Draws(seed, 'outside'), size, tls, domain);
  const company = makeCompany(new Draws(seed, 'company'), domain, size, outside);
  const from = Date.parse(`${settings.start}T00:00:00Z`) * 1000 - company.zone * 60_000_000;
  const logs = openLogs(settings, company.zone, output, from);
  const ids = new Identifiers(seed);
  const network: Network = {
    company,
    outside,
    sensor: openSensor(settings, logs, ids),
    maillog: logs.maillog,
    ids,
    draws: new Draws(seed, 'network'),
    forwards: new Map(),
    absences: new Map(),
  };
  const known = {
    scanners: new Set<string>(),
    badDomains: new Set<string>(),
    badAddresses: new Set<string>(),
  };
  const world = {
    seed,
    strength: settings.strength,
    tls,
    company,
    outside,
    network,
    truth: new Truth(),
    known,
    taken: new Set<Person>(),
    from,
    to: from + days * DAY,
  };
  return { world, logs };
}

/** What was written: lines of each file, and how long Zeek's sight was. */
export interface Told {
  readonly lines: Readonly<Record<string, number>>;
}

/**
 * Tells the mail of a company: gives every log to the output, in time order and piece by piece, then truth.json and
 * collections.json.
 */
export function tell(settings: Settings, output: Output): Told {
  const { world, logs } = openWorld(settings, output);
  const { seed } = settings;
  const makers = settings.isPlain ? { staff } : ACTORS;
  const actors = Object.entries(makers).map(([name, make]) => ({
    name,
    actor: make(world, new Draws(seed, name)),
  }));
  const planned = Object.entries(settings.isPlain ? {} : PLANNERS).flatMap(([name, plan]) =>
    plan(world, new Draws(seed, name)),
  );
  planned.push(...planIncidents(world, settings));
  planned.sort((a, b) => a.time - b.time);
  let next = 0;
  for (let start = world.from; start < world.to; start += SPAN_LENGTH) {
    const end = start + SPAN_LENGTH;
    for (const { name, actor } of actors) actor.act({ start, end, draws: new Draws(seed, name, start) });
    for (; next < planned.length && planned[next]!.time < end; next++) planned[next]!.run();
    for (const log of Object.values(logs)) log.writeBefore(end);
  }
  for (const log of Object.values(logs)) log.end(world.to);
  const lines = Object.fromEntries(Object.values(logs).map((log) => [log.file, log.lines]));
  const iso = (time: number): string => `${isoSecond(time, 0)}Z`;
  output('truth.json', truthJson(world, settings, lines, iso));
  output('collections.json', ownedJson(world));
  return { lines };
}
