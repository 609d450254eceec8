import { parseArgs } from 'node:util';
import { CHECKS } from './checks';

/** What `npm run verify` was asked to do. */
export interface VerifyArguments {
  readonly url: URL;
  readonly user: string;
  readonly app: string;
  readonly ca?: string;
  readonly isInsecure: boolean;
  readonly web?: URL;
  readonly earliest: string;
  readonly latest: string;
  /** Names of the checks to run; all without any. */
  readonly only: readonly string[];
  readonly isJson: boolean;
  /** Lists what is well, too. */
  readonly isLong: boolean;
}

/** Every fault of a command line, one a line. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

const TEXTS = ['url', 'user', 'app', 'ca', 'web', 'earliest', 'latest', 'only'] as const;
const FLAGS = ['insecure', 'json', 'all', 'help'] as const;
type Text = (typeof TEXTS)[number];
type Flag = (typeof FLAGS)[number];

const OPTIONS = Object.fromEntries([
  ...TEXTS.map((name) => [name, { type: 'string' as const }]),
  ...FLAGS.map((name) => [name, { type: 'boolean' as const }]),
]) as Record<Text, { type: 'string' }> & Record<Flag, { type: 'boolean' }>;

const NAMES = CHECKS.map(({ name }) => name);
const NAMES_IN_A_LINE = 6;

function listed(names: readonly string[]): string {
  const lines = names.flatMap((_, at) =>
    at % NAMES_IN_A_LINE === 0 ? [names.slice(at, at + NAMES_IN_A_LINE).join(', ')] : [],
  );
  return lines.join(`,\n${' '.repeat(17)}`);
}

export const USAGE = `usage: npm run verify -- --url https://HOST:8089 --user NAME [--web https://HOST:8000] [--earliest T] [--latest T]
                     [--ca FILE | --insecure] [--app NAME] [--only CHECK,…] [--all] [--json]

Asks a Splunk with SMTP Watch whether all of it works, and prints what does not. Nothing is installed or changed there, but
for one row that each collection of the KV store is tried with and that is removed again.
The password is read from SPLUNK_PASSWORD, else asked for; SPLUNK_TOKEN is taken instead of name and password.

  --url URL      management port of a search head (8089 when the address names none)
  --user NAME    who asks: an administrator sees all of it (docs/roles.md)
  --web URL      Splunk Web, to open the pages there as well
  --earliest T   look at events from here on, in Splunk's notation (default -24h); 0 for old samples
  --latest T     up to here (default now)
  --ca FILE      PEM file of the authority that signed the server's certificate
  --insecure     take any certificate: whoever is between may read the password
  --app NAME     folder of the app on the server (default smtp_watch)
  --only CHECK   these checks alone, with commas between them (language is run only so):
                 ${listed(NAMES)}
  --all          list what is well, too
  --json         one line of JSON for each finding
  --help         show this

Ends with 0 when nothing failed, 1 when something did, 2 when it could not be started.`;

type Values = Readonly<Record<string, string | boolean | undefined>>;

function valueFaults(values: Values): string[] {
  const known: readonly string[] = [...TEXTS, ...FLAGS];
  const unknown = Object.keys(values).filter((name) => !known.includes(name));
  const empty = TEXTS.filter((name) => values[name] === true || values[name] === '');
  const filled = FLAGS.filter((name) => typeof values[name] === 'string');
  return [
    ...unknown.map((name) => `--${name} is unknown, expected ${known.map((one) => `--${one}`).join(', ')}`),
    ...empty.map((name) => `--${name} has no value`),
    ...filled.map((name) => `--${name} takes no value`),
  ];
}

function urlFault(name: string, value: unknown): string[] {
  if (typeof value !== 'string' || value === '') return [];
  const expected = `expected https://HOST:PORT without user, path and query`;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isPlain =
    url && url.username === '' && url.password === '' && url.pathname === '/' && url.search === '';
  return isPlain && /^https?:$/.test(url.protocol) ? [] : [`--${name} is not such an address, ${expected}`];
}

/** A password or token must not go over a network in the clear. */
function clearFault(name: string, value: unknown): string[] {
  if (typeof value !== 'string' || !URL.canParse(value)) return [];
  const { protocol, hostname } = new URL(value);
  const isHere = /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(hostname);
  return protocol === 'http:' && !isHere
    ? [`--${name} begins with http:, which only this machine itself may`]
    : [];
}

function otherFaults(values: Values, positionals: readonly string[], hasToken: boolean): string[] {
  const { app, only } = values;
  const isName = typeof app !== 'string' || /^[\w.-]+$/.test(app);
  const names = typeof only === 'string' ? only.split(',') : [];
  const unknown = names.filter((name) => name !== '' && !NAMES.includes(name));
  return [
    ...(values['url'] === undefined ? ['--url is missing, expected the address of the management port'] : []),
    ...(values['user'] === undefined && !hasToken ? ['--user is missing, and there is no SPLUNK_TOKEN'] : []),
    ...(isName ? [] : [`--app is "${String(app)}", expected letters, digits, "_", "." and "-"`]),
    ...unknown.map((name) => `--only names "${name}", expected ${NAMES.join(', ')}`),
    ...(values['ca'] !== undefined && values['insecure'] === true
      ? ['--ca and --insecure exclude each other']
      : []),
    ...(values['web'] !== undefined && hasToken
      ? ['--web needs a password, for Splunk Web takes no token']
      : []),
    // The word is not repeated: it may be the password.
    ...positionals.map(() => 'a word without an option was given; a password comes in SPLUNK_PASSWORD'),
  ];
}

const textOf = (values: Values, name: Text, otherwise = ''): string => String(values[name] ?? otherwise);

function taken(values: Values): VerifyArguments {
  const { ca, web } = values;
  return {
    url: new URL(textOf(values, 'url')),
    user: textOf(values, 'user'),
    app: textOf(values, 'app', 'smtp_watch'),
    ...(ca !== undefined && { ca: String(ca) }),
    isInsecure: values['insecure'] === true,
    ...(web !== undefined && { web: new URL(String(web)) }),
    earliest: textOf(values, 'earliest', '-24h'),
    latest: textOf(values, 'latest', 'now'),
    only: textOf(values, 'only').split(',').filter(Boolean),
    isJson: values['json'] === true,
    isLong: values['all'] === true,
  };
}

/** The arguments of the command line; undefined when help is asked for. Throws ArgumentError with all faults. */
export function parseVerifyArguments(
  args: readonly string[],
  hasToken: boolean,
): VerifyArguments | undefined {
  const parsed = parseArgs({ args: [...args], options: OPTIONS, strict: false, allowPositionals: true });
  const values: Values = parsed.values;
  if (values['help'] === true) return undefined;
  const faults = [
    ...valueFaults(values),
    ...['url', 'web'].flatMap((name) => [...urlFault(name, values[name]), ...clearFault(name, values[name])]),
    ...otherFaults(values, parsed.positionals, hasToken),
  ];
  if (faults.length > 0) throw new ArgumentError(faults.join('\n'));
  return taken(values);
}
