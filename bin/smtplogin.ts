import { serve } from '../protocol/stdio';
import { COMMANDS } from '../schema/commands';

serve({
  declaration: COMMANDS.smtplogin,
  load: ({ window: windowSeconds }) => {
    const { Logins } = require('../detect/login') as typeof import('../detect/login');
    const logins = new Logins({ windowSeconds });
    return { type: 'reporting', add: (batch) => logins.add(batch), finish: () => logins.summary() };
  },
});
