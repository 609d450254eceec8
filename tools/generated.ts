import { appInspectPage } from './generate-appinspect-page';
import { commandsConf } from './generate-commands-conf';
import { dataModel } from './generate-data-model';
import { detectionsPage } from './generate-detections-page';
import { knowledgeConf } from './generate-knowledge-conf';
import { macrosPage } from './generate-macros-page';
import { savedSearchesConf } from './generate-savedsearches-conf';
import { searchbnfConf } from './generate-searchbnf-conf';
import { splPage } from './generate-spl-page';
import { studioView } from './generate-studio-view';
import { sourcesPage } from './lookups/page';
import { scalePage } from './scale/page';

/** The files of the repository that are made from others: path → its whole text. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  'default/commands.conf': commandsConf,
  'default/data/models/SMTP_Watch.json': dataModel,
  'default/data/ui/views/overview_studio.xml': studioView,
  'default/savedsearches.conf': savedSearchesConf,
  'default/searchbnf.conf': searchbnfConf,
  'default/props.conf': () => knowledgeConf('props'),
  'default/transforms.conf': () => knowledgeConf('transforms'),
  'docs/appinspect.md': appInspectPage,
  'docs/detections.md': detectionsPage,
  'docs/lookup-sources.md': sourcesPage,
  'docs/macros.md': macrosPage,
  'docs/scale.md': scalePage,
  'docs/spl.md': splPage,
};
