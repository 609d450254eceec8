/** One `key = value` of a conf file, with the place it was written at. */
export interface Setting {
  readonly value: string;
  readonly file: string;
  readonly line: number;
}

export interface Stanza {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly settings: ReadonlyMap<string, Setting>;
}

/** The stanzas of one conf file by name, in the order they first appear. */
export type Stanzas = ReadonlyMap<string, Stanza>;

/** What is wrong in a conf file: one line a fault, each with file and line. */
export class ConfError extends Error {
  override readonly name = 'ConfError';

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

interface OpenStanza extends Stanza {
  readonly settings: Map<string, Setting>;
}

interface LogicalLine {
  readonly text: string;
  readonly line: number;
}

/**
 * The lines that say something, with their `\` continuations joined by a newline, as Splunk keeps them. A comment does not continue,
 * and a line of a continued value is never a comment.
 */
export function* logicalLines(text: string): Generator<LogicalLine> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const line = at + 1;
    let joined = lines[at]!;
    if (/^\s*(#|$)/.test(joined)) continue;
    while (joined.endsWith('\\') && at + 1 < lines.length) joined = `${joined.slice(0, -1)}\n${lines[++at]}`;
    yield { text: joined, line };
  }
}

/** The stanzas of a conf file's text; settings before the first header belong to `[default]`. Throws ConfError. */
export function parseConf(text: string, file: string): Stanzas {
  const stanzas = new Map<string, OpenStanza>();
  const faults: string[] = [];
  const open = (name: string, line: number): OpenStanza => {
    const stanza = stanzas.get(name) ?? { name, file, line, settings: new Map<string, Setting>() };
    stanzas.set(name, stanza);
    return stanza;
  };
  let current: OpenStanza | undefined;
  for (const { text: content, line } of logicalLines(text)) {
    const header = /^\s*\[(.*)\]\s*$/s.exec(content);
    const equals = content.indexOf('=');
    if (header) current = open(header[1]!, line);
    else if (equals > 0) {
      current ??= open('default', line);
      const value = content.slice(equals + 1).trim();
      current.settings.set(content.slice(0, equals).trim(), { value, file, line });
    } else faults.push(`${file}:${line}: found "${content.trim()}", expected [stanza] or key = value`);
  }
  if (faults.length > 0) throw new ConfError(faults);
  return stanzas;
}
