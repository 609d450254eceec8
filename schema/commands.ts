import { smtplogin } from './commands/smtplogin';
import { smtprelay } from './commands/smtprelay';
import { smtpspamrate } from './commands/smtpspamrate';
import { smtpspoof } from './commands/smtpspoof';

/** Every search command of the app, by name. */
export const COMMANDS = { smtplogin, smtprelay, smtpspamrate, smtpspoof } as const;
