import { smtpspamrate } from './commands/smtpspamrate';
import { smtpspoof } from './commands/smtpspoof';

/** Every search command of the app, by name. */
export const COMMANDS = { smtpspamrate, smtpspoof } as const;
