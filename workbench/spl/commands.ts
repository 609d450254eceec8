import type { Command } from './command';
import { bin } from './commands/bin';
import { dedup } from './commands/dedup';
import { evalCommand } from './commands/eval';
import { fields, table } from './commands/fields';
import { fillnull } from './commands/fillnull';
import { head, tail } from './commands/head';
import { makeresults } from './commands/makeresults';
import { makemv, mvexpand } from './commands/multivalue';
import { rename } from './commands/rename';
import { regex, rex } from './commands/rex';
import { search } from './commands/search';
import { sort } from './commands/sort';
import { stats } from './commands/stats';
import { rare, top } from './commands/top';
import { where } from './commands/where';

const ALL: readonly Command[] = [
  bin,
  dedup,
  evalCommand,
  fields,
  fillnull,
  head,
  makemv,
  makeresults,
  mvexpand,
  rare,
  regex,
  rename,
  rex,
  search,
  sort,
  stats,
  table,
  tail,
  top,
  where,
];

/** All commands of the language by name and by their other names. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  ALL.flatMap((command) =>
    [command.name, ...(command.aliases ?? [])].map((name) => [name, command] as const),
  ),
);
