import { readCommands } from '../conf/commands';
import { readMacros } from '../conf/macros';
import type { Knowledge } from '../spl/program';
import type { Workbench } from './workbench';

/** What searches over the workbench may name besides the commands of the language. */
export function knowledgeOf(workbench: Workbench): Knowledge {
  return { commands: readCommands(workbench.app), macros: readMacros(workbench.app) };
}
