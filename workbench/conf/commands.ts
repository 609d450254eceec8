import type { AppConf } from './app';
import type { Stanza } from './parse';

/** How Splunk starts one search command (commands.conf). */
export interface CommandConf {
  readonly name: string;
  /** The file in the app's `bin` that Splunk starts. */
  readonly filename: string;
  /** `command.arg.1`, `command.arg.2`, … in order of their numbers. */
  readonly args: readonly string[];
  readonly isChunked: boolean;
  readonly stanza: Stanza;
}

/** Splunk reads `1`, `true`, `t`, `yes` and `y` in any case as true. */
export function isTrue(value: string | undefined): boolean {
  return /^(1|t|true|y|yes)$/i.test(value ?? '');
}

function numberedArgs(stanza: Stanza): string[] {
  return [...stanza.settings]
    .flatMap(([key, { value }]) => {
      const number = /^command\.arg\.(\d+)$/.exec(key)?.[1];
      return number === undefined ? [] : [{ number: Number(number), value }];
    })
    .sort((left, right) => left.number - right.number)
    .map(({ value }) => value);
}

/** The app's search commands by name. */
export function readCommands(app: AppConf): ReadonlyMap<string, CommandConf> {
  const commands = [...app.conf('commands').values()].map((stanza): CommandConf => {
    const text = (key: string): string | undefined => stanza.settings.get(key)?.value;
    return {
      name: stanza.name,
      filename: text('filename') ?? `${stanza.name}.py`,
      args: numberedArgs(stanza),
      isChunked: isTrue(text('chunked')),
      stanza,
    };
  });
  return new Map(commands.map((command) => [command.name, command]));
}
