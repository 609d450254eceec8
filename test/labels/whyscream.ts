import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Label, type LabelledLine, labelBy } from './label';
import { PAIRS, WHYSCREAM } from './whyscream-fields';

/** Patterns for a part of a line: the line that the part stands in. */
const PARTS: Readonly<Record<string, (part: string) => string>> = {
  COMMAND_COUNTER_DATA: (part) => `smtpd[1]: disconnect from unknown[192.0.2.1] ${part}`,
  DELAYS: (part) =>
    `smtp[1]: 4104E3D: to=<a@example.com>, relay=local, delay=1, delays=${part}, status=sent (ok)`,
  RELAY: (part) => `lmtp[1]: 4104E3D: to=<a@example.com>, relay=${part}, delay=1, status=sent (ok)`,
  TLS_FEATURES: (part) =>
    `smtp[1]: 4104E3D: to=<a@example.com>, relay=local, delay=1, tls=${part}, status=sent (ok)`,
};

/** A scalar as YAML writes it: plain, or in double quotes with escapes. */
function scalar(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('"')) return trimmed;
  return trimmed
    .slice(1, -1)
    .replace(/\\(.)/g, (_, char: string) => (char === 'n' || char === 'r' ? `\\${char}` : char));
}

function lineOf(pattern: string, data: string): string {
  const daemon = pattern.replace(/^\^?%\{POSTFIX_(\w+)\}\$?$/, '$1');
  const part = PARTS[daemon];
  const rest = part ? part(data) : `${daemon.toLowerCase().replace('_', '-')}[1]: ${data}`;
  return `Jan  1 00:00:00 mx postfix/${rest}`;
}

/** `key=value` data that its authors take apart later: each pair is a label. */
function pairLabels(data: string): Label[] {
  return [...data.matchAll(/([a-z_]+)=(<[^<>]*>|[^\s,]*)/g)].map(([, key = '', value = '']) =>
    labelBy(PAIRS, key, value.replace(/^<|>$/g, '')),
  );
}

function labelsOf(lines: readonly string[]): Label[] {
  return lines
    .filter((line) => /^\s+[^\s#]/.test(line))
    .flatMap((line) => {
      const [, key = '', value = ''] = /^\s+postfix_([\w-]+):\s?(.*)$/.exec(line) ?? [];
      const text = scalar(value);
      return key === 'keyvalue_data' ? pairLabels(text) : [labelBy(WHYSCREAM, key, text)];
    });
}

/** The messages of whyscream's test files with the fields expected of each. */
export function whyscreamLines(data: string): LabelledLine[] {
  const folder = join(data, 'whyscream_postfix', 'test');
  return readdirSync(folder).map((name) => {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    const setting = (key: string): string =>
      scalar(lines.find((line) => line.startsWith(`${key}:`))?.slice(key.length + 1) ?? '');
    return {
      set: 'whyscream Postfix',
      place: name,
      sourcetype: 'postfix_syslog',
      text: lineOf(setting('pattern'), setting('data')),
      labels: labelsOf(lines.slice(lines.indexOf('results:') + 1)),
    };
  });
}
