import { serve } from '../protocol/stdio';
import { COMMANDS } from '../schema/commands';

serve({
  declaration: COMMANDS.smtpbaseline,
  load: ({ span: spanSeconds, field, effect }) => {
    const { Baseline } = require('../detect/baseline') as typeof import('../detect/baseline');
    const baseline = new Baseline({ spanSeconds, isCount: field === 'count', effect });
    return { type: 'reporting', add: (batch) => baseline.add(batch), finish: () => baseline.summary() };
  },
});
