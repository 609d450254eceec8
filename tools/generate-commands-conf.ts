import { COMMANDS } from '../schema/commands';

/** The text of default/commands.conf: every command is started by the launcher with the name of its bundle. */
export function commandsConf(): string {
  const stanzas = Object.values(COMMANDS).map(({ name }) =>
    [
      `[${name}]`,
      'chunked = true',
      'filename = smtp_watch.py',
      `command.arg.1 = ${name}.js`,
      'python.version = python3',
      'python.required = 3.9, 3.13',
    ].join('\n'),
  );
  return `# generated from schema/commands.ts by tools/generate.ts\n\n${stanzas.join('\n\n')}\n`;
}
