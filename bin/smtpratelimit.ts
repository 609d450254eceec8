import { serve } from '../protocol/stdio';
import { COMMANDS } from '../schema/commands';

serve({
  declaration: COMMANDS.smtpratelimit,
  check: ({ rate, per }) => [
    ...(rate === undefined ? ['rate is missing, expected rate=<whole number>'] : []),
    ...(per === undefined ? ['per is missing, expected per=<time span>'] : []),
  ],
  load: ({ rate = 1, per: perSeconds = 1, burst, unit, margin: marginPercent, mode, span }) => {
    const { RateLimit } = require('../detect/rate-limit') as typeof import('../detect/rate-limit');
    const options = { rate, perSeconds, unit, marginPercent, ...(burst === undefined ? {} : { burst }) };
    const limit = new RateLimit(options);
    return {
      type: 'reporting',
      add: (batch) => limit.add(batch),
      finish: () => (mode === 'series' ? limit.series(span) : limit.summary()),
    };
  },
});
