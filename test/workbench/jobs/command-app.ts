import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A command of `fake-command.js`: what it does, and its answer to getinfo. */
export type FakeCommand = readonly [behaviour: string, settings?: string];

/** A folder of an app that has these search commands and conf files; `record` is given to each of the commands. */
export function makeCommandApp(
  commands: Readonly<Record<string, FakeCommand>>,
  conf: Readonly<Record<string, string>> = {},
): { readonly dir: string; readonly record: string } {
  const dir = mkdtempSync(join(tmpdir(), 'command-app-'));
  const record = join(dir, 'record');
  for (const folder of ['default', 'bin']) mkdirSync(join(dir, folder));
  copyFileSync(join(__dirname, 'fake-command.js'), join(dir, 'bin', 'fake.js'));
  const stanzas = Object.entries(commands).map(([name, [behaviour, settings = '{"type":"reporting"}']]) =>
    [`[${name}]`, 'chunked = true', 'filename = launcher.py', 'fake.js', behaviour, settings, record]
      .map((line, at) => (at < 3 ? line : `command.arg.${at - 2} = ${line}`))
      .join('\n'),
  );
  writeFileSync(join(dir, 'default', 'commands.conf'), `${stanzas.join('\n\n')}\n`);
  for (const [name, text] of Object.entries(conf)) writeFileSync(join(dir, 'default', `${name}.conf`), text);
  return { dir, record };
}
