import { serve } from '../protocol/stdio';
import { COMMANDS } from '../schema/commands';

/** Counts with NaN, which is written as an empty cell, for rows that belong to no window. */
const known = (counts: Iterable<number>) =>
  Float64Array.from(counts, (count) => (count < 0 ? Number.NaN : count));

serve({
  declaration: COMMANDS.smtpspamrate,
  load: ({ window: windowSeconds, limit, mode }) => {
    const { SpamRate } = require('../detect/spam-rate') as typeof import('../detect/spam-rate');
    const rate = new SpamRate({ windowSeconds, ...(limit === undefined ? {} : { limit }) });
    if (mode === 'annotate') {
      return {
        type: 'events',
        add: (batch) => rate.add(batch),
        finish: () => {
          const windows = rate.windows();
          return {
            window_messages: known(windows.messages),
            window_recipients: known(windows.recipients),
            window_distinct_recipients: known(windows.distinctRecipients),
          };
        },
      };
    }
    return { type: 'reporting', add: (batch) => rate.add(batch), finish: () => rate.summary() };
  },
});
