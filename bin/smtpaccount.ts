import { serve } from '../protocol/stdio';
import { COMMANDS } from '../schema/commands';

serve({
  declaration: COMMANDS.smtpaccount,
  load: () => {
    const { Accounts } = require('../detect/account') as typeof import('../detect/account');
    const accounts = new Accounts();
    return { type: 'reporting', add: (batch) => accounts.add(batch), finish: () => accounts.summary() };
  },
});
