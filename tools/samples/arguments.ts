import { parseArgs } from 'node:util';
import { INCIDENTS } from './incidents/all';
import type { Settings } from './settings';

/** What `npm run samples` was asked to do. */
export interface SampleArguments {
  readonly settings: Settings;
  /** Where the logs go; the samples of the repository are written when absent. */
  readonly out?: string;
  readonly isCheck: boolean;
  readonly isHelp: boolean;
}

/** Every fault of a command line, one a line. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

export const DEFAULTS: Settings = {
  seed: 1,
  days: 1,
  size: 50,
  start: '2026-03-03',
  tls: 0.5,
  strength: 1,
  isPlain: false,
  isJson: false,
};

const OPTIONS = {
  out: { type: 'string' },
  seed: { type: 'string' },
  days: { type: 'string' },
  size: { type: 'string' },
  start: { type: 'string' },
  tls: { type: 'string' },
  strength: { type: 'string' },
  incidents: { type: 'string' },
  plain: { type: 'boolean' },
  json: { type: 'boolean' },
  check: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const KINDS = Object.keys(INCIDENTS);

export const USAGE = `usage: npm run -s samples -- --out DIR [--seed N] [--days D] [--size S] [--start DATE] [--tls SHARE]
                             [--strength F] [--incidents KINDS] [--plain] [--json]

Writes the mail of a fictional company as its mail servers and a Zeek sensor log it: smtp.log, files.log, conn.log, ssl.log,
maillog, truth.json, which names every planted incident and everything harmless that looks like one, and collections.json, what
the company's own domains, networks, leaders, partners and known bad names are. The same arguments
give the same bytes on every machine. Without --out the samples of this repository are written.

  --out DIR          folder for the files, made when it is not there; files of these names in it are replaced
  --seed N           another company, other people, other incidents (default ${DEFAULTS.seed})
  --days D           days that are told, 1 to 366 (default ${DEFAULTS.days})
  --size S           employees, 2 to 200000; one makes about 400 lines on a working day (default ${DEFAULTS.size})
  --start DATE       the first day, YYYY-MM-DD (default ${DEFAULTS.start}, a Tuesday)
  --tls SHARE        share of foreign servers that use STARTTLS, 0 to 1: what they say is hidden from Zeek (default ${DEFAULTS.tls})
  --strength F       how much incidents and machines send, 0.1 to 10 (default ${DEFAULTS.strength})
  --incidents KINDS  all, none, or kinds with commas between them (default all):
${wrapped(KINDS)}
  --plain            nothing besides the incidents but the staff's own mail: no machines, lists, noise
  --json             Zeek's logs as JSON instead of tab-separated text
  --check            only says which samples of this repository differ from what would be written
  --help             show this`;

function wrapped(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 98) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => `                     ${line}`).join('\n');
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

/** What a value must be, and whether it is. */
const EXPECTED: Readonly<
  Record<string, { readonly text: string; readonly fits: (value: string) => boolean }>
> = {
  seed: { text: 'a whole number from 0 to 4294967295', fits: (value) => isWhole(value, 0, 4_294_967_295) },
  days: { text: 'a whole number from 1 to 366', fits: (value) => isWhole(value, 1, 366) },
  size: { text: 'a whole number from 2 to 200000', fits: (value) => isWhole(value, 2, 200_000) },
  start: { text: 'a day as YYYY-MM-DD from 1971 to 2099', fits: isDay },
  tls: { text: 'a number from 0 to 1', fits: (value) => /^(0|1|0?\.\d+|1\.0+)$/.test(value) },
  strength: {
    text: 'a number from 0.1 to 10',
    fits: (value) => /^\d{0,2}(\.\d+)?$/.test(value) && Number(value) >= 0.1 && Number(value) <= 10,
  },
  out: { text: 'a folder', fits: (value) => value !== '' && !value.startsWith('--') },
  incidents: {
    text: 'all, none or kinds that --help lists',
    fits: (value) =>
      ['all', 'none'].includes(value) || value.split(',').every((kind) => KINDS.includes(kind)),
  },
};

function isWhole(value: string, low: number, high: number): boolean {
  return /^\d{1,10}$/.test(value) && Number(value) >= low && Number(value) <= high;
}

function isDay(value: string): boolean {
  if (!/^(19[7-9]|20\d)\d-\d\d-\d\d$/.test(value) || value < '1971') return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function faultOf(values: Values, name: string): string[] {
  const value = values[name];
  const { text, fits } = EXPECTED[name]!;
  if (value === undefined) return [];
  if (typeof value !== 'string') return [`--${name} has no value, expected ${text}`];
  return fits(value) ? [] : [`--${name} is "${value}", expected ${text}`];
}

function faultsOf(values: Values, positionals: readonly string[]): string[] {
  const known = Object.keys(OPTIONS).map((name) => `--${name}`);
  const unknown = Object.keys(values).filter((name) => !Object.hasOwn(OPTIONS, name));
  const given = Object.keys(values).filter((name) => name in EXPECTED && name !== 'out');
  const isHomeless =
    values['out'] === undefined &&
    (given.length > 0 || values['json'] !== undefined || values['plain'] !== undefined);
  return [
    ...unknown.map((name) => `--${name} is unknown, expected ${known.join(', ')}`),
    ...positionals.map((text) => `"${text}" is unknown, expected options alone`),
    ...Object.keys(EXPECTED).flatMap((name) => faultOf(values, name)),
    ...['plain', 'json', 'check', 'help'].flatMap((name) =>
      typeof values[name] === 'string' ? [`--${name} takes no value`] : [],
    ),
    ...(isHomeless && values['help'] === undefined
      ? ['--out is missing, expected a folder for the files']
      : []),
  ];
}

function incidentsOf(value: string): readonly string[] | undefined {
  if (value === 'all') return undefined;
  return value === 'none' ? [] : value.split(',');
}

/** The arguments of the command line. Throws ArgumentError with all faults. */
export function parseSampleArguments(args: readonly string[]): SampleArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
  });
  const faults = faultsOf(values, positionals);
  if (faults.length > 0) throw new ArgumentError(faults.join('\n'));
  const text = (name: string): string | undefined =>
    values[name as keyof typeof values] as string | undefined;
  const number = (name: 'seed' | 'days' | 'size' | 'tls' | 'strength'): number =>
    Number(text(name) ?? DEFAULTS[name]);
  const incidents = incidentsOf(text('incidents') ?? 'all');
  const out = text('out');
  return {
    settings: {
      seed: number('seed'),
      days: number('days'),
      size: number('size'),
      start: text('start') ?? DEFAULTS.start,
      tls: number('tls'),
      strength: number('strength'),
      isPlain: values.plain === true,
      isJson: values.json === true,
      ...(incidents && { incidents }),
    },
    ...(out !== undefined && { out }),
    isCheck: values.check === true,
    isHelp: values.help === true,
  };
}
