import { Spoof, type SpoofBatch } from '../../detect/spoof';
import type { Guarded } from '../../detect/spoof/claims';
import { SIGNS } from '../../detect/spoof/signs';
import { COMMANDS } from '../../schema/commands';
import { batchOf, Interner, type Row } from './batches';
import { jsonOf, readCases } from './case-file';
import { judged } from './judged';

interface Expectation {
  readonly verdict: string;
  readonly reasons: readonly string[];
  readonly address?: string | null;
  readonly domain?: string | null;
  readonly name?: string | null;
  readonly imitates?: string | null;
}

function judge(rows: readonly Row[], options: Guarded = {}) {
  const batch = batchOf<SpoofBatch>(COMMANDS.smtpspoof.inputs, rows, new Interner());
  return judged(new Spoof(options), batch);
}

const cases = readCases('spoof');

test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
  const expected = jsonOf<Expectation>(one, 'expect');
  const result = judge([jsonOf<Row>(one, 'row')], jsonOf<Guarded>(one, 'options', {}));
  const found: Record<string, unknown> = {
    verdict: result.verdicts[0],
    reasons: result.reasons[0],
    address: result.addresses[0] ?? null,
    domain: result.domains[0] ?? null,
    name: result.names[0] ?? null,
    imitates: result.imitates[0] ?? null,
  };
  expect(Object.fromEntries(Object.keys(expected).map((key) => [key, found[key]]))).toEqual(expected);
});

test('every sign of the table is met in a case', () => {
  const met = new Set(cases.flatMap((one) => jsonOf<Expectation>(one, 'expect').reasons));
  expect(Object.keys(SIGNS).filter((code) => !met.has(code))).toEqual([]);
});

test('an absent field of the whole search is no sign, an absent value is one', () => {
  const from = { from: 'Ann Example <ann@example.com>' };
  expect(judge([from]).reasons).toEqual([[]]);
  const other = { ...from, msg_id: '<1@example.com>' };
  expect(judge([from, other]).reasons).toEqual([['message_id_absent'], []]);
});

test('rows answer alike alone, together and in any order', () => {
  const rows = cases
    .filter((one) => !one.sections.has('options'))
    .map((one) => jsonOf<Row>(one, 'row'))
    .map((row) => ({ msg_id: '<1@mail.example>', ...row }));
  const interner = new Interner();
  const spoof = new Spoof();
  const scoresOf = (some: readonly Row[]) => [
    ...judged(spoof, batchOf<SpoofBatch>(COMMANDS.smtpspoof.inputs, some, interner)).scores,
  ];
  const together = scoresOf(rows);
  expect(rows.flatMap((row) => scoresOf([row]))).toEqual(together);
  expect(scoresOf(rows.toReversed()).toReversed()).toEqual(together);
});

test('bad domains, networks and people are refused all at once', () => {
  const guarded = {
    ownDomains: ['example', 'a b.example'],
    ownNetworks: ['192.0.2.0/33'],
    partners: ['x'],
    vips: ['kofi@example.com'],
  };
  expect(() => new Spoof(guarded)).toThrow(
    'own_domains must be domains such as example.com, got "example"; own_domains must be domains such as example.com, got "a b.example"; own_networks must be networks such as 192.0.2.0/24, got "192.0.2.0/33"; partners must be domains such as example.com, got "x"; vips must be people such as Ann Example <ann@example.com>, got "kofi@example.com"',
  );
});
