import { smtpaccount } from './commands/smtpaccount';
import { smtpattachment } from './commands/smtpattachment';
import { smtpbaseline } from './commands/smtpbaseline';
import { smtpcampaign } from './commands/smtpcampaign';
import { smtplogin } from './commands/smtplogin';
import { smtpratelimit } from './commands/smtpratelimit';
import { smtprelay } from './commands/smtprelay';
import { smtpspamrate } from './commands/smtpspamrate';
import { smtpspoof } from './commands/smtpspoof';

/** Every search command of the app, by name. */
export const COMMANDS = {
  smtpaccount,
  smtpattachment,
  smtpbaseline,
  smtpcampaign,
  smtplogin,
  smtpratelimit,
  smtprelay,
  smtpspamrate,
  smtpspoof,
} as const;
