import { parseArgs } from 'node:util';
import { SOURCETYPES } from '../schema/sourcetypes';
import { defaultStateDir } from './state-folder';

/** What `npm start` was asked to do. */
export interface StartArguments {
  readonly files: readonly string[];
  readonly port?: number;
  readonly password?: string;
  readonly sourcetype?: string;
  readonly stateDir?: string;
  readonly follow: boolean;
  /** False when alerts are not to run by themselves. */
  readonly alerts?: false;
  readonly isHelp: boolean;
}

/** Every fault of a command line, one a line. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

const OPTIONS = {
  port: { type: 'string' },
  password: { type: 'string' },
  sourcetype: { type: 'string' },
  'state-dir': { type: 'string' },
  follow: { type: 'boolean', short: 'f' },
  'no-alerts': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const SOURCETYPE_NAMES: readonly string[] = SOURCETYPES.map(({ name }) => name);

export const USAGE = `usage: npm start -- [--port N] [--password P] [--sourcetype NAME] [--state-dir DIR] [--follow]
                    [--no-alerts] [FILE...]

Loads the log files, plain or .gz, and serves the SMTP Watch pages on this machine. Without files it loads samples/company.
What is loaded is kept: of a file known from an earlier start only what it has grown by is read.

  --port N           port on 127.0.0.1, 0 for any free one (default 8000)
  --password P       password of "admin" for API clients (default: a random one, printed at the start)
  --sourcetype NAME  read every file as ${SOURCETYPE_NAMES.join(', ')} (default: recognised by content)
  --state-dir DIR    folder of loaded events, KV store and written lookups, for one workbench at a time
                     (default ${defaultStateDir()})
  --follow           read on what the files grow by, renamed and cut ones included; a last line waits for its end
  --no-alerts        run none of the alerts over what is loaded; they take some seconds in the background
  --help             show this`;

type Values = Readonly<Record<string, string | boolean | undefined>>;

function textFault(values: Values, name: string): string[] {
  const value = values[name];
  return value === true || value === '' ? [`--${name} has no value`] : [];
}

function flagFault(values: Values, name: string): string[] {
  return values[name] === undefined || values[name] === true ? [] : [`--${name} takes no value`];
}

function faultsOf(values: Values): string[] {
  const { port, sourcetype } = values;
  const unknown = Object.keys(values).filter((name) => !Object.hasOwn(OPTIONS, name));
  const isPort = typeof port === 'string' && /^\d{1,5}$/.test(port) && Number(port) <= 65535;
  const isKnown = typeof sourcetype === 'string' && SOURCETYPE_NAMES.includes(sourcetype);
  return [
    ...unknown.map((name) => `${name.length === 1 ? '-' : '--'}${name} is unknown, expected ${optionList()}`),
    ...['port', 'password', 'sourcetype', 'state-dir'].flatMap((name) => textFault(values, name)),
    ...(port && port !== true && !isPort ? [`--port is "${port}", expected a number from 0 to 65535`] : []),
    ...(sourcetype && sourcetype !== true && !isKnown
      ? [`--sourcetype is "${sourcetype}", expected ${SOURCETYPE_NAMES.join(', ')}`]
      : []),
    ...['follow', 'no-alerts', 'help'].flatMap((name) => flagFault(values, name)),
  ];
}

function optionList(): string {
  return Object.keys(OPTIONS)
    .map((name) => `--${name}`)
    .join(', ');
}

/** The arguments of the command line. Throws ArgumentError with all faults. */
export function parseStartArguments(args: readonly string[]): StartArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
  });
  const faults = faultsOf(values);
  if (faults.length > 0) throw new ArgumentError(faults.join('\n'));
  const { port, password, sourcetype, 'state-dir': stateDir } = values;
  return {
    files: positionals,
    follow: values.follow === true,
    isHelp: values.help === true,
    ...(typeof port === 'string' && { port: Number(port) }),
    ...(typeof password === 'string' && { password }),
    ...(typeof sourcetype === 'string' && { sourcetype }),
    ...(typeof stateDir === 'string' && { stateDir }),
    ...(values['no-alerts'] === true && { alerts: false as const }),
  };
}
