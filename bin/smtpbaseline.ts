import { serve } from '../protocol/stdio';
import { COMMANDS } from '../schema/commands';

serve({
  declaration: COMMANDS.smtpbaseline,
  check: ({ mode, only }) =>
    only !== undefined && mode !== 'series' ? [`only is ${only}, expected mode=series beside it`] : [],
  load: ({ span: spanSeconds, field, effect, mode, only }) => {
    const { Baseline } = require('../detect/baseline') as typeof import('../detect/baseline');
    const isCount = field === 'count';
    const baseline = new Baseline({ spanSeconds, isCount, effect, isMarkedOnly: only !== undefined });
    return {
      type: 'reporting',
      add: (batch) => baseline.add(batch),
      finish: () => (mode === 'series' ? baseline.series() : baseline.summary()),
    };
  },
});
