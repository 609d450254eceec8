import { homedir } from 'node:os';
import { join } from 'node:path';

const NAME = 'smtp-watch';

/** Where programs keep their users' data: XDG base directories, macOS and Windows each in their way. */
function dataFolder(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  if (process.platform === 'win32') return process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
  return process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share');
}

/** The folder that the workbench keeps its state in when it is told no other. */
export function defaultStateDir(): string {
  return join(dataFolder(), NAME);
}
