import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { appId } from './app-settings';
import type { Handler } from './call';
import { feedReply } from './feed';

/** `data/ui/views`: the views that the app brings, each with the text of its file. */
export const views: Handler = ({ app }, call) => {
  const folder = join(app.dir, 'default', 'data', 'ui', 'views');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.xml')) : [];
  const entries = files.sort().map((file) => ({
    name: basename(file, '.xml'),
    app: appId(app),
    content: {
      'eai:data': readFileSync(join(folder, file), 'utf8'),
      'eai:appName': appId(app),
      isVisible: true,
    },
  }));
  return feedReply(call, 'data/ui/views', entries);
};
