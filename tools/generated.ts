import { commandsConf } from './generate-commands-conf';
import { searchbnfConf } from './generate-searchbnf-conf';

/** The files of the repository that are made from others: path → its whole text. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  'default/commands.conf': commandsConf,
  'default/searchbnf.conf': searchbnfConf,
};
