import { commandsConf } from './generate-commands-conf';
import { searchbnfConf } from './generate-searchbnf-conf';
import { splPage } from './generate-spl-page';

/** The files of the repository that are made from others: path → its whole text. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  'default/commands.conf': commandsConf,
  'default/searchbnf.conf': searchbnfConf,
  'docs/spl.md': splPage,
};
