import type { Settings } from '../../tools/samples/settings';
import { tell } from '../../tools/samples/story';

export const SMALL: Settings = {
  seed: 3,
  days: 2,
  size: 14,
  start: '2026-03-03',
  tls: 0.5,
  strength: 0.5,
  isPlain: false,
  isJson: false,
};

/** The files that a set of arguments makes. */
export function filesOf(settings: Settings): Map<string, string> {
  const files = new Map<string, string[]>();
  tell(settings, (file, text) => files.set(file, [...(files.get(file) ?? []), text]));
  return new Map([...files].map(([name, texts]) => [name, texts.join('')]));
}

export type Row = Readonly<Record<string, string>>;

/** Rows of a Zeek log by its own header, unset values left out. */
export function zeekRows(text: string): Row[] {
  const lines = text.split('\n');
  const names = lines
    .find((line) => line.startsWith('#fields'))!
    .split('\t')
    .slice(1);
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const values = line.split('\t');
      if (values.length !== names.length)
        throw new Error(`${values.length} values for ${names.length} columns: ${line}`);
      return Object.fromEntries(
        names.flatMap((name, place) => (values[place] === '-' ? [] : [[name, values[place]!]])),
      );
    });
}

/** Elements of a set or vector. */
export function elements(value: string | undefined): string[] {
  return value === undefined || value === '(empty)' ? [] : value.split(',');
}

/** A line of the mail log in its parts. */
export interface MailLine {
  readonly micros: number;
  readonly host: string;
  readonly program: string;
  readonly text: string;
}

const LINE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{6})([+-]\d\d:\d\d) (\S+) ([^\s[:]+)(?:\[\d+\])?: (.*)$/;

/** Lines of the mail log; one that is no line of syslog is a fault. */
export function mailLines(text: string): MailLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const match = LINE.exec(line);
      if (!match) throw new Error(`no line of syslog: ${line}`);
      const [, second, micros, zone, host, program, rest] = match;
      const time = Date.parse(`${second}${zone}`) * 1000 + Number(micros);
      return { micros: time, host: host!, program: program!, text: rest! };
    });
}

interface TruthCase {
  readonly id: string;
  readonly kind: string;
  readonly technique: string;
  readonly entity: string;
  readonly entity_type: string;
  readonly others: readonly string[];
  readonly first_time: string;
  readonly last_time: string;
  readonly messages: number;
  readonly readable_messages: number;
  readonly sessions: number;
  readonly lines: Readonly<Record<string, number>>;
  readonly message_ids: readonly string[];
  readonly queue_ids: readonly string[];
  readonly uids: readonly string[];
}

export interface TruthFile {
  readonly made_with: Readonly<Record<string, unknown>>;
  readonly company: {
    readonly domains: readonly string[];
    readonly servers: readonly { readonly name: string; readonly address: string }[];
    readonly scanners: readonly string[];
    readonly indicators: { readonly domains: readonly string[]; readonly addresses: readonly string[] };
  };
  readonly lines: Readonly<Record<string, number>>;
  readonly zeek: Readonly<Record<string, number>>;
  readonly cases: readonly TruthCase[];
}
