import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRelationalTables } from '../../../workbench/relational/relational-tables';
import { answers, textOf } from './answers';
import { type Loaded, loadFiles, ROOT } from './loaded-files';

const COMPANY = join('samples', 'company');
const SUSPICIOUS = 30;
/** So many messages in five minutes are suspicious in themselves, whatever else their sender does. */
const MANY = 30;

/** What truth.json says of one planted incident, or of something harmless that looks like one. */
interface Planted {
  readonly kind: string;
  readonly entity: string;
  readonly messages: number;
  /** Further addresses, accounts or hosts that took part. */
  readonly others?: readonly string[];
}

const { cases } = JSON.parse(readFileSync(join(ROOT, COMPANY, 'truth.json'), 'utf8')) as {
  cases: Planted[];
};

let loaded: Loaded;

beforeAll(async () => {
  const logs = readdirSync(join(ROOT, COMPANY)).filter((name) => name.endsWith('.gz'));
  loaded = await loadFiles(logs.map((name) => join(COMPANY, name)));
  await makeRelationalTables(loaded.workbench, 'smtp_message smtp_recipient smtp_login');
}, 60_000);

afterAll(() => loaded.close());

/** One column of a query's answer for each source. */
async function bySource(query: string, column: string): Promise<ReadonlyMap<string, string>> {
  const { names, rows } = await answers(loaded.workbench.engine, textOf(query));
  const [src, value] = [names.indexOf('src'), names.indexOf(column)];
  return new Map(rows.map((row) => [row[src] ?? '', row[value] ?? '']));
}

const entities = (isMeant: (kind: string, messages: number) => boolean): string[] =>
  cases.filter(({ kind, messages }) => isMeant(kind, messages)).map(({ entity }) => entity);

test('potential-spam.sql finds who was made a spammer, and no harmless sender but the scanner', async () => {
  const scores = await bySource('potential-spam.sql', 'score');
  const isSuspicious = (src: string): boolean => Number(scores.get(src) ?? 0) >= SUSPICIOUS;
  const spammers = entities(
    (kind, messages) =>
      ['spam_bot', 'recipient_harvest'].includes(kind) || (kind === 'spam_run' && messages >= MANY),
  );
  expect(spammers.length).toBeGreaterThan(1);
  expect(spammers.filter((src) => !isSuspicious(src))).toEqual([]);
  const guilty = new Set(entities((kind) => !/^(?:benign|background)_/.test(kind)));
  const harmless = entities((kind) => /^benign_(?!vulnerability_scan)/.test(kind)).filter(
    (entity) => !guilty.has(entity),
  );
  expect(harmless.length).toBeGreaterThan(20);
  expect(harmless.filter(isSuspicious)).toEqual([]);
});

test.each([
  ['brute_force', 'brute force'],
  ['password_spray', 'password spray'],
  ['low_and_slow_guessing', 'low and slow'],
  ['success_after_failures', 'success after failures'],
])('unauthorised-access.sql tells %s', async (kind, pattern) => {
  const patterns = await bySource('unauthorised-access.sql', 'pattern');
  const addresses = cases
    .filter((one) => one.kind === kind)
    .map(({ entity, others }) => [entity, ...(others ?? [])].find((one) => patterns.has(one)));
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.map((src) => patterns.get(src ?? ''))).toEqual(addresses.map(() => pattern));
});
