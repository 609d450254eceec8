import { smtpbaseline } from './commands/smtpbaseline';
import { smtplogin } from './commands/smtplogin';
import { smtpspamrate } from './commands/smtpspamrate';
import { smtpspoof } from './commands/smtpspoof';

/** Every search command of the app, by name. */
export const COMMANDS = { smtpbaseline, smtplogin, smtpspamrate, smtpspoof } as const;
