import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import truth from '../../samples/maccdc2012-twin.truth.json';
import { maccdcTwin } from '../../tools/samples/maccdc-twin';

const SAMPLES = join(__dirname, '..', '..', 'samples');
const { claims } = truth;
const text = readFileSync(join(SAMPLES, truth.log), 'utf8');
const rows = text
  .slice(0, -1)
  .split('\n')
  .map((line) => line.split('\t'));

const TS = 0;
const SOURCE = 2;
const SERVER = 4;
const HELO = 7;
const MAILFROM = 8;
const RCPTTO = 9;
const LAST_REPLY = 20;

function tally(keys: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

const column = (index: number): string[] => rows.map((row) => row[index]!);

/** Holds the claimed counts as the largest ones, each exact, and the number of distinct values where one is claimed. */
function expectCounts(values: string[], claim: { distinct?: number; rows: Record<string, number> }): void {
  const counts = tally(values);
  const ranked = Object.entries(counts).sort(([, a], [, b]) => b - a);
  expect(Object.fromEntries(ranked.slice(0, Object.keys(claim.rows).length))).toEqual(claim.rows);
  if (claim.distinct !== undefined) expect(ranked).toHaveLength(claim.distinct);
}

/** Rows and servers of each source among the rows with one of the HELOs given. */
function sweep(helos: string[]) {
  const swept = rows.filter((row) => helos.includes(row[HELO]!));
  const pairs = new Set(swept.map((row) => `${row[SOURCE]} ${row[SERVER]}`));
  const servers = tally([...pairs].map((pair) => pair.split(' ')[0]!));
  const sources = Object.entries(tally(swept.map((row) => row[SOURCE]!)));
  return {
    helo: helos,
    rows: swept.length,
    pairs: pairs.size,
    sources: Object.fromEntries(
      sources.map(([source, count]) => [source, { rows: count, servers: servers[source] }]),
    ),
  };
}

test('the committed log is what its generator makes', () => {
  expect(text).toBe(maccdcTwin());
});

test('its shape: rows, columns, size, no header', () => {
  expect(rows).toHaveLength(claims.rows);
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([claims.columns]));
  expect(Math.round(Buffer.byteLength(text) / 1024)).toBe(claims.kibibytes);
  expect(text).not.toMatch(/^#|\r/m);
  expect(text.endsWith('\n')).toBe(true);
});

test('its times: epoch with six decimals, in order, on the two days of the capture', () => {
  const times = column(TS);
  expect(times.filter((time) => !/^\d{10}\.\d{6}$/.test(time))).toEqual([]);
  expect(times).toEqual([...times].sort());
  const days = times.map((time) => new Date(Number(time) * 1000).toISOString().slice(0, 10));
  expect([...new Set(days)]).toEqual(claims.days);
  expect(times).toContain(claims.exampleTime);
});

test('its last columns are those of Bro 2.2: path, user agent, file ids, webmail flag', () => {
  for (const row of rows) {
    const [path, userAgent, fuids, isWebmail] = row.slice(21);
    expect(path).toBe(`${row[SERVER]},${row[SOURCE]}`);
    expect(userAgent).toBe('-');
    expect(fuids).toMatch(/^(\(empty\)|F[0-9A-Za-z]{17})$/);
    expect(isWebmail).toBe('F');
  }
});

test('identifiers are not repeated', () => {
  expect(new Set(column(1)).size).toBe(rows.length);
});

test('sources', () => expectCounts(column(SOURCE), claims.sources));

test('destinations', () => expectCounts(column(SERVER), claims.destinations));

test('HELO', () => {
  expectCounts(column(HELO), claims.helo);
  expect(column(HELO).filter((helo) => helo === '-')).toHaveLength(claims.helo.unset);
  expect(column(HELO).filter((helo) => /^\[?[\d.]+\]?$/.test(helo)).length).toBeGreaterThan(0);
});

test('reply codes', () => {
  const codes = column(LAST_REPLY).filter((reply) => reply !== '-');
  expectCounts(
    codes.map((reply) => reply.slice(0, 3)),
    claims.replyCodes,
  );
});

test('command injection probes', () => {
  const { mailfrom, rcptto, replies, sources } = claims.injection;
  const probes = rows.filter((row) => row[RCPTTO] === rcptto);
  expect(probes.map((row) => row[MAILFROM])).toEqual(
    probes.map((row) => mailfrom.replace('source-ip', row[SOURCE]!)),
  );
  expect(tally(probes.map((row) => row[SOURCE]!))).toEqual(sources);
  const prefixes = Object.keys(replies);
  const found = probes.map(
    (row) => prefixes.find((prefix) => row[LAST_REPLY]!.startsWith(prefix)) ?? 'another',
  );
  expect(tally(found)).toEqual(replies);
});

test.each(['nmap', 'nessus'] as const)('sweep by %s', (scanner) => {
  const claim = claims[scanner];
  expect(sweep(claim.helo)).toEqual(claim);
});

test('every name is a documentation name or a scanner, every address is private', () => {
  const text = rows.map((row) => row.slice(7, 20).join(' ')).join(' ');
  const domains = new Set([...text.matchAll(/(?:[\w-]+\.)+[a-z]{2,}/gi)].map(([name]) => name));
  const foreign = [...domains].filter((name) => !/(^|\.)example\.(com|net|org)$/.test(name));
  expect(foreign.sort()).toEqual(['mail.nessus.org', 'nmap.scanme.org']);
  const addresses = [...column(SOURCE), ...column(SERVER)];
  expect(addresses.filter((address) => !address.startsWith('192.168.'))).toEqual([]);
});
